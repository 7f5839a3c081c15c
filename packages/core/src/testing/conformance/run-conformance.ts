import { type BufferHandle, type KernelName, type Kernels, kernelNames } from '../../kernels/kernels.ts'
import { boundaryChecks } from './boundary.ts'
import { kernelCases } from './cases.ts'
import { compareOutput } from './compare.ts'
import type { BufferData, KernelCase } from './kernel-case.ts'

/** Kernels to be tried, and which of them cannot be: each skip says why. */
export interface Implementation {
  readonly name: string
  /** A fresh instance; each check takes one and disposes of it. */
  readonly create: () => Promise<Kernels>
  readonly skip?: readonly { readonly kernel: KernelName; readonly reason: string }[]
}

/** One thing that must hold. `run` throws when it does not. */
export interface ConformanceCheck {
  readonly name: string
  /** Why this is not run, or null. */
  readonly skipped: string | null
  readonly run: () => Promise<void>
}

/** The checks that every implementation of `Kernels` must pass, for any test runner: the case tables against the f64 reference, and memory. */
export function runConformance(implementation: Implementation): readonly ConformanceCheck[] {
  const check = (kernel: KernelName | null, name: string, run: (kernels: Kernels) => Promise<void> | void): ConformanceCheck => ({
    name: `${kernel ?? 'memory'}: ${name}`,
    skipped: implementation.skip?.find((skip) => skip.kernel === kernel)?.reason ?? null,
    run: () => withKernels(implementation, run),
  })
  return [
    ...boundaryChecks.map(({ kernel, name, run }) => check(kernel, name, run)),
    ...kernelNames.flatMap((kernel) =>
      kernelCases[kernel].map(({ name, build }) => check(kernel, name, (kernels) => runCase(kernels, build()))),
    ),
  ]
}

async function withKernels({ create }: Implementation, run: (kernels: Kernels) => Promise<void> | void): Promise<void> {
  const kernels = await create()
  try {
    await run(kernels)
  } finally {
    kernels.dispose()
  }
}

async function runCase(kernels: Kernels, one: KernelCase): Promise<void> {
  const buffers = Object.fromEntries(Object.entries(one.inputs).map(([name, data]) => [name, uploadGuarded(kernels, data)]))
  // What a kernel leaves unwritten stays NaN.
  const output = uploadGuarded(kernels, new Float32Array(one.outputLength).fill(Number.NaN))

  one.run(kernels, buffers, output)

  const bytes = new Uint8Array(4 * one.outputLength + guardBytes)
  await kernels.read(output, bytes)
  if (bytes.subarray(-guardBytes).some((byte) => byte !== guard))
    throw new Error('The kernel wrote beyond the end of its output.')
  const expected = new Float64Array(one.outputLength)
  one.expect(expected)
  compareOutput(new Float32Array(bytes.buffer, 0, one.outputLength), expected, one)
}

const guardBytes = 128
/** Read as floats these bytes are NaN, as mask bits all on: a kernel that reads beyond an input cannot come out right. */
const guard = 0xff

function uploadGuarded(kernels: Kernels, data: BufferData): BufferHandle {
  const bytes = new Uint8Array(data.byteLength + guardBytes).fill(guard)
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  const buffer = kernels.allocate(bytes.length)
  kernels.write(buffer, bytes)
  return buffer
}
