import { type BufferHandle, type KernelName, type Kernels, kernelNames } from '../../kernels/kernels.ts'
import { callChecks } from './call-checks.ts'
import { kernelCases } from './cases.ts'
import { compareOutput } from './compare.ts'
import type { BufferData, KernelCase } from './kernel-case.ts'
import { memoryChecks } from './memory-checks.ts'

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
  const check = (kernel: KernelName | null, name: string, run: Check): ConformanceCheck => ({
    name: `${kernel ?? 'memory'}: ${name}`,
    skipped: implementation.skip?.find((skip) => skip.kernel === kernel)?.reason ?? null,
    run: () => withKernels(implementation, run),
  })
  return [
    ...[...memoryChecks, ...callChecks].map(({ kernel, name, run }) => check(kernel, name, run)),
    ...kernelNames.flatMap((kernel) =>
      kernelCases[kernel].map(({ name, build }) => check(kernel, name, (kernels) => runCase(kernels, build()))),
    ),
  ]
}

type Check = (kernels: Kernels, others: () => Promise<Kernels>) => Promise<void> | void

/** Runs a check on a fresh instance, and on another one if it asks for it; all are disposed of. */
async function withKernels({ create }: Implementation, run: Check): Promise<void> {
  const made: Kernels[] = []
  const make = async (): Promise<Kernels> => {
    const kernels = await create()
    made.push(kernels)
    return kernels
  }
  try {
    await run(await make(), make)
  } finally {
    for (const kernels of made) kernels.dispose()
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
