import { TelltaleError } from '../errors.ts'

/** Covariance of the log-odds of two masks A and B: `table[hamming(A, B)] + (A - 1/2)' linear (B - 1/2)`. */
export interface MaskKernel {
  /** Number of regions N. */
  readonly regions: number
  /** `table[h + 1] = decay * table[h]`: what makes a change of one region cheap. */
  readonly decay: number
  /** f64[N + 1], by Hamming distance. */
  readonly table: Float64Array
  /** f64[N, N], symmetric: neighbouring regions have similar effects. */
  readonly linear: Float64Array
}

/** The most regions a surrogate serves: its memory grows with their square. */
const largestRegionCount = 1024

const linearWeight = 3
const spatialShare = 0.7
const spatialWidth = 0.12

/** The kernel for N regions with centres `[x, y]` each in 0..1, or without geometry. Throws USAGE_REGIONS above 1024 regions. */
export function createMaskKernel(regions: number, centres: Float64Array | null): MaskKernel {
  if (regions > largestRegionCount)
    throw new TelltaleError(
      'USAGE_REGIONS',
      `Searching the fewest of ${regions} regions is too much: ${largestRegionCount} are the most.`,
      `Ask for at most ${largestRegionCount} regions; 49 are usual.`,
      { value: regions, limit: largestRegionCount },
    )
  const linear = new Float64Array(regions * regions)
  for (let i = 0; i < regions; i++) {
    for (let j = 0; j < regions; j++) {
      const own = i === j ? 1 : 0
      const shared = centres ? spatialShare * closeness(centres, i, j) + (1 - spatialShare) * own : own
      linear[i * regions + j] = (shared * 4 * linearWeight) / regions
    }
  }
  return {
    regions,
    decay: Math.exp(-4 / regions),
    table: Float64Array.from({ length: regions + 1 }, (_, h) => Math.exp((-4 * h) / regions)),
    linear,
  }
}

function closeness(centres: Float64Array, i: number, j: number): number {
  const dx = centres[2 * i]! - centres[2 * j]!
  const dy = centres[2 * i + 1]! - centres[2 * j + 1]!
  return Math.exp(-(dx * dx + dy * dy) / (2 * spatialWidth * spatialWidth))
}
