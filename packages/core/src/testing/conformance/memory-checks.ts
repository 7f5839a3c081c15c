import { type Kernels, kernelNames } from '../../kernels/kernels.ts'
import type { BoundaryCheck } from './boundary-check.ts'
import { prepareCall } from './prepared-call.ts'
import { equal, refuses, rejects } from './refusal.ts'

/** Memory behaves as promised, and nothing but an instance's own live buffers is taken. */
export const memoryChecks: readonly BoundaryCheck[] = [
  { name: 'what was written is read back, from an offset too', kernel: null, run: checkRoundTrip },
  { name: 'an exposed buffer is the buffer itself', kernel: null, run: checkExpose },
  { name: 'releasing one buffer leaves its neighbours as they are', kernel: null, run: checkNeighbours },
  { name: 'a handle is never 0 and a released one is refused', kernel: null, run: checkHandles },
  { name: 'sizes that are no whole number of bytes are refused', kernel: null, run: checkSizes },
  { name: 'a buffer of another instance is refused', kernel: null, run: checkForeign },
  { name: 'every call is refused after the end', kernel: null, run: checkDisposed },
]

async function checkRoundTrip(kernels: Kernels): Promise<void> {
  const buffer = kernels.allocate(20)
  kernels.write(buffer, Uint32Array.of(1, 2, 3, 4, 5))
  kernels.write(buffer, Uint32Array.of(9, 8), 8)
  const read = new Uint32Array(5)
  await kernels.read(buffer, read)
  equal([...read], [1, 2, 9, 8, 5])
  const start = new Uint32Array(2)
  await kernels.read(buffer, start)
  equal([...start], [1, 2])
}

async function checkExpose(kernels: Kernels): Promise<void> {
  const buffer = kernels.allocate(12)
  const view = kernels.expose(buffer, 3)
  if (!(view instanceof Float32Array)) return
  view.set([1.5, -2, 3])
  const read = new Float32Array(3)
  await kernels.read(buffer, read)
  equal([...read], [1.5, -2, 3])
}

async function checkNeighbours(kernels: Kernels): Promise<void> {
  const buffers = [1, 2, 3].map((value) => {
    const buffer = kernels.allocate(400)
    kernels.write(buffer, new Float32Array(100).fill(value))
    return buffer
  })
  kernels.release(buffers[1]!)
  for (const bytes of [100, 100, 5000]) kernels.write(kernels.allocate(bytes), new Uint8Array(bytes).fill(255))
  for (const [buffer, value] of [
    [buffers[0]!, 1],
    [buffers[2]!, 3],
  ] as const) {
    const read = new Float32Array(100)
    await kernels.read(buffer, read)
    equal([...new Set(read)], [value])
  }
}

async function checkHandles(kernels: Kernels): Promise<void> {
  const buffer = kernels.allocate(8)
  if (buffer === 0) throw new Error('A handle is 0.')
  kernels.release(buffer)
  refuses('KERNEL_HANDLE', () => kernels.release(buffer))
  refuses('KERNEL_HANDLE', () => kernels.write(buffer, new Uint8Array(1)))
  refuses('KERNEL_HANDLE', () => kernels.expose(buffer, 1))
  await rejects('KERNEL_HANDLE', kernels.read(buffer, new Uint8Array(1)))
}

async function checkSizes(kernels: Kernels): Promise<void> {
  for (const bytes of [0, -4, 1.5, Number.NaN, Infinity]) refuses('KERNEL_SIZE', () => kernels.allocate(bytes))
  const buffer = kernels.allocate(8)
  refuses('KERNEL_SIZE', () => kernels.write(buffer, new Uint8Array(9)))
  refuses('KERNEL_SIZE', () => kernels.write(buffer, new Uint8Array(4), 5))
  for (const before of [-1, -4]) refuses('KERNEL_SIZE', () => kernels.write(buffer, new Uint8Array(4), before))
  refuses('KERNEL_SIZE', () => kernels.write(buffer, new Uint8Array(4), 2), 'an offset within a word')
  refuses('KERNEL_SIZE', () => kernels.expose(buffer, 3))
  await rejects('KERNEL_SIZE', kernels.read(buffer, new Uint8Array(9)))
}

async function checkForeign(kernels: Kernels, others: () => Promise<Kernels>): Promise<void> {
  const other = await others()
  const buffer = kernels.allocate(8)
  other.allocate(8)
  refuses('KERNEL_HANDLE', () => other.write(buffer, new Uint8Array(4)))
  refuses('KERNEL_HANDLE', () => other.expose(buffer, 1))
  refuses('KERNEL_HANDLE', () => other.release(buffer))
  await rejects('KERNEL_HANDLE', other.read(buffer, new Uint8Array(4)))
}

async function checkDisposed(_: Kernels, others: () => Promise<Kernels>): Promise<void> {
  const kernels = await others()
  const buffer = kernels.allocate(8)
  const calls = kernelNames.map((kernel) => ({ kernel, ...prepareCall(kernels, kernel) }))
  kernels.dispose()
  refuses('KERNEL_HANDLE', () => kernels.allocate(8))
  refuses('KERNEL_HANDLE', () => kernels.write(buffer, new Uint8Array(4)))
  await rejects('KERNEL_HANDLE', kernels.read(buffer, new Uint8Array(4)))
  for (const { kernel, run, buffers, output } of calls) refuses('KERNEL_HANDLE', () => run(buffers, output), kernel)
}
