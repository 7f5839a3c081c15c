import type { BufferHandle } from '../kernels/kernels.ts'
import type { MaskKernel } from './mask-kernel.ts'
import type { SurrogateMemory } from './surrogate-memory.ts'

/** Covariances of single masks. */
export interface MaskCovariance {
  /** Covariance of the mask with itself. */
  readonly variance: (mask: Uint8Array) => number
  /** Writes the covariances of the mask with rows `from..to-1` to `into`, row k at `at + k`. */
  readonly fill: (mask: Uint8Array, into: BufferHandle, at: number, from: number, to: number) => void
}

/** Covariances under one kernel with the masks in the memory. */
export function createMaskCovariance(memory: SurrogateMemory, kernel: MaskKernel): MaskCovariance {
  const { host, mask: maskBuffer } = memory
  const { regions: N } = kernel
  const effectAtEmpty = new Float64Array(N)
  let varianceAtEmpty = 1
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) effectAtEmpty[i]! -= 0.5 * kernel.linear[i * N + j]!
    varianceAtEmpty -= 0.5 * effectAtEmpty[i]!
  }
  const effects = host.allocate(8 * N)
  const between = host.allocate(8 * N * N)
  host.write(effects, effectAtEmpty)
  host.write(between, kernel.linear)
  return { variance, fill }

  function variance(mask: Uint8Array): number {
    host.write(maskBuffer, mask)
    return host.variance({ mask: maskBuffer, effects, between, atEmpty: varianceAtEmpty, regions: N })
  }

  function fill(mask: Uint8Array, output: BufferHandle, at: number, from: number, to: number): void {
    const { capacity: stride, table, bits, linear, linearAtEmpty } = memory
    host.write(maskBuffer, mask)
    host.covariances({ mask: maskBuffer, table, bits, linear, linearAtEmpty, output, at, from, to, regions: N, stride })
  }
}
