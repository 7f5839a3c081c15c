import { type BufferHandle, type KernelName, type Kernels, kernelNames } from '../../kernels/kernels.ts'
import { kernelCases } from './cases.ts'
import type { KernelCase } from './kernel-case.ts'

interface Prepared {
  readonly inputs: KernelCase['inputs']
  readonly outputLength: number
  readonly buffers: Readonly<Record<string, BufferHandle>>
  readonly output: BufferHandle
  readonly run: (handles: Readonly<Record<string, BufferHandle>>, output: BufferHandle) => void
}

/** A check that needs nothing but the kernels. */
export interface BoundaryCheck {
  readonly name: string
  readonly kernel: KernelName | null
  readonly run: (kernels: Kernels) => Promise<void> | void
}

/** Memory behaves as promised, and every kernel refuses buffers that are too small, released, or both input and output. */
export const boundaryChecks: readonly BoundaryCheck[] = [
  { name: 'what was written is read back, from an offset too', kernel: null, run: checkRoundTrip },
  { name: 'an exposed buffer is the buffer itself', kernel: null, run: checkExpose },
  { name: 'releasing one buffer leaves its neighbours as they are', kernel: null, run: checkNeighbours },
  { name: 'a handle is never 0 and a released one is refused', kernel: null, run: checkHandles },
  { name: 'sizes that are no whole number of bytes are refused', kernel: null, run: checkSizes },
  ...kernelNames.flatMap((kernel): BoundaryCheck[] => [
    { name: 'an input that is too small is refused', kernel, run: (kernels) => checkSmallInputs(kernels, kernel) },
    { name: 'an output that is too small is refused', kernel, run: (kernels) => checkSmallOutput(kernels, kernel) },
    { name: 'a released input is refused', kernel, run: (kernels) => checkReleasedInputs(kernels, kernel) },
    { name: 'an output that is also an input is refused', kernel, run: (kernels) => checkSharedOutput(kernels, kernel) },
  ]),
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

function checkHandles(kernels: Kernels): void {
  const buffer = kernels.allocate(8)
  if (buffer === 0) throw new Error('A handle is 0.')
  kernels.release(buffer)
  refuses('KERNEL_HANDLE', () => kernels.release(buffer))
  refuses('KERNEL_HANDLE', () => kernels.write(buffer, new Uint8Array(1)))
  refuses('KERNEL_HANDLE', () => kernels.expose(buffer, 1))
}

function checkSizes(kernels: Kernels): void {
  for (const bytes of [0, -4, 1.5, Number.NaN, Infinity]) refuses('KERNEL_SIZE', () => kernels.allocate(bytes))
  const buffer = kernels.allocate(8)
  refuses('KERNEL_SIZE', () => kernels.write(buffer, new Uint8Array(9)))
  refuses('KERNEL_SIZE', () => kernels.write(buffer, new Uint8Array(4), 5))
  refuses('KERNEL_SIZE', () => kernels.write(buffer, new Uint8Array(4), -1))
  refuses('KERNEL_SIZE', () => kernels.expose(buffer, 3))
}

function checkSmallInputs(kernels: Kernels, kernel: KernelName): void {
  const { inputs, buffers, output, run } = prepare(kernels, kernel)
  for (const [name, data] of Object.entries(inputs)) {
    refuses('KERNEL_SIZE', () => run({ ...buffers, [name]: kernels.allocate(data.byteLength - 1) }, output), name)
  }
}

function checkSmallOutput(kernels: Kernels, kernel: KernelName): void {
  const { outputLength, buffers, run } = prepare(kernels, kernel)
  refuses('KERNEL_SIZE', () => run(buffers, kernels.allocate(4 * outputLength - 1)))
}

function checkReleasedInputs(kernels: Kernels, kernel: KernelName): void {
  const { inputs, buffers, output, run } = prepare(kernels, kernel)
  for (const [name, data] of Object.entries(inputs)) {
    const released = kernels.allocate(data.byteLength)
    kernels.release(released)
    refuses('KERNEL_HANDLE', () => run({ ...buffers, [name]: released }, output), name)
  }
}

function checkSharedOutput(kernels: Kernels, kernel: KernelName): void {
  const { inputs, buffers, outputLength, run } = prepare(kernels, kernel)
  for (const [name, data] of Object.entries(inputs)) {
    const shared = kernels.allocate(Math.max(data.byteLength, 4 * outputLength))
    kernels.write(shared, data)
    refuses('KERNEL_HANDLE', () => run({ ...buffers, [name]: shared }, shared), name)
  }
}

/** A case of each kernel in which every buffer is read. */
const ordinaryCase: Readonly<Record<KernelName, string>> = {
  maskRegions: 'four pixels fill one',
  maskGrid: 'as large as the frame, no multiple of four, cells soft',
  accumulateGrid: 'as large as the frame, no multiple of four',
  readout: 'every class a target, link softmax',
  subsetGain: 'four candidates',
  hsic: 'one block of samples',
}

function prepare(kernels: Kernels, kernel: KernelName): Prepared {
  const { inputs, outputLength, run } = kernelCases[kernel].find(({ name }) => name === ordinaryCase[kernel])!.build()
  const buffers: Record<string, BufferHandle> = {}
  for (const [name, data] of Object.entries(inputs)) {
    buffers[name] = kernels.allocate(data.byteLength)
    kernels.write(buffers[name], data)
  }
  return {
    inputs,
    outputLength,
    buffers,
    output: kernels.allocate(4 * outputLength),
    run: (handles, to) => run(kernels, handles, to),
  }
}

function refuses(code: string, call: () => void, what = 'the call'): void {
  try {
    call()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return
    throw error
  }
  throw new Error(`${what} was not refused with ${code}.`)
}

function equal(actual: readonly number[], expected: readonly number[]): void {
  if (actual.join() !== expected.join()) throw new Error(`got ${actual.join(', ')} instead of ${expected.join(', ')}`)
}
