import { type HostKernels, hostKernelNames } from '../../kernels/host-kernels.ts'
import { createReferenceHostKernels } from '../../kernels/reference/host.ts'
import type { HostCase } from './host-case.ts'
import { hostKernelCases } from './host-cases.ts'
import type { ConformanceCheck } from './run-conformance.ts'

/** The checks that every implementation of `HostKernels` must pass: the same bits as the reference in every buffer, and nowhere else. */
export function runHostConformance(create: () => Promise<HostKernels>): readonly ConformanceCheck[] {
  return hostKernelNames.flatMap((kernel) =>
    hostKernelCases[kernel].flatMap(({ name, build }) => [
      { name: `${kernel}: ${name}`, skipped: null, run: async () => compare(await create(), build()) },
      {
        name: `${kernel}: ${name}, refused in buffers that are too small`,
        skipped: null,
        run: async () => refuse(await create(), build()),
      },
    ]),
  )
}

function compare(kernels: HostKernels, one: HostCase): void {
  const wanted = resultOf(createReferenceHostKernels(), one)
  const got = resultOf(kernels, one)
  kernels.dispose()
  for (const [name, bytes] of got) {
    const wrong = bytes.findIndex((byte, i) => byte !== wanted.get(name)![i])
    if (wrong >= 0) throw new Error(`${name} differs from the reference at byte ${wrong} of ${bytes.length - guardBytes}.`)
  }
}

const guardBytes = 128
const guard = 0xff

/** What the case leaves in each buffer and just behind it. */
function resultOf(kernels: HostKernels, { buffers, run }: HostCase): ReadonlyMap<string, Uint8Array> {
  const held = Object.entries(buffers).map(([name, data]) => {
    const buffer = kernels.allocate(data.byteLength + guardBytes)
    kernels.write(buffer, data)
    kernels.write(buffer, new Uint8Array(guardBytes).fill(guard), data.byteLength)
    return { name, buffer, length: data.byteLength + guardBytes }
  })
  run(kernels, Object.fromEntries(held.map(({ name, buffer }) => [name, buffer])))
  return new Map(held.map(({ name, buffer, length }) => [name, kernels.bytes(buffer, length).slice()]))
}

function refuse(kernels: HostKernels, { buffers, run }: HostCase): void {
  const allocate = (data: ArrayBufferView, missing: number) => kernels.allocate(Math.max(1, data.byteLength - missing))
  for (const [small, data] of Object.entries(buffers)) {
    if (data.byteLength <= 8) continue
    const handles = Object.fromEntries(
      Object.entries(buffers).map(([name, data]) => [name, allocate(data, name === small ? data.byteLength - 1 : 0)]),
    )
    try {
      run(kernels, handles)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'KERNEL_SIZE') continue
      throw error
    }
    throw new Error(`${small} of one byte was not refused.`)
  }
  kernels.dispose()
}
