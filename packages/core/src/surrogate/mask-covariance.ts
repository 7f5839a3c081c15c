import type { BufferHandle } from '../kernels/kernels.ts'
import type { MaskKernel } from './mask-kernel.ts'
import { complementOf, membersOf, sizeOf } from './region-set.ts'
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
  const { host } = memory
  const { regions: N } = kernel
  const effectAtEmpty = new Float64Array(N)
  let varianceAtEmpty = 1
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) effectAtEmpty[i]! -= 0.5 * kernel.linear[i * N + j]!
    varianceAtEmpty -= 0.5 * effectAtEmpty[i]!
  }
  return { variance, fill }

  /** A complement varies as the mask does, so the work grows with the regions shown or those hidden, whichever are fewer. */
  function variance(mask: Uint8Array): number {
    const members = membersOf(2 * sizeOf(mask) > N ? complementOf(mask) : mask)
    let sum = varianceAtEmpty
    for (const i of members) {
      sum += 2 * effectAtEmpty[i]!
      for (const j of members) sum += kernel.linear[i * N + j]!
    }
    return sum
  }

  function fill(mask: Uint8Array, into: BufferHandle, at: number, from: number, to: number): void {
    const { capacity, table, bits, linear, linearAtEmpty } = memory
    host.write(memory.mask, mask)
    host.covariances({
      mask: memory.mask,
      table,
      bits,
      linear,
      linearAtEmpty,
      output: into,
      at,
      from,
      to,
      regions: N,
      stride: capacity,
    })
  }
}
