import type { Masks } from '../../evaluator/mask-evaluator.ts'
import type { Sampler } from '../../random/sampler.ts'
import type { Cells } from './cells.ts'

/**
 * Designs with their replicates, one design after another, so that every prefix is a smaller whole: mask k (d + 1) is design k, mask
 * k (d + 1) + 1 + j the same with cell j drawn anew.
 */
export interface ReplicatedDesign {
  readonly masksOf: (first: number, count: number) => Masks
  /** The scores of all whole designs among the first: `base` f64[n], `changed` f64[cells, n]. */
  readonly split: (scores: Float64Array) => { readonly base: Float64Array; readonly changed: Float64Array }
}

/** Replicated designs from points of twice as many dimensions as there are cells: the first half is the design, the second is what cells change to. */
export function createReplicatedDesign(
  cells: Cells,
  sampler: Sampler,
  { designs, seed }: { readonly designs: number; readonly seed: number },
): ReplicatedDesign {
  const { count: dimensions } = cells.map
  const rows = dimensions + 1
  const point = new Float64Array(2 * dimensions)
  const name = `sobol:${cells.name}:${sampler.name}:${designs}:${seed}`
  let drawn = -1
  return {
    masksOf: (first, count) => {
      const weights = new Float32Array(count * dimensions)
      for (let row = 0; row < count; row++) {
        const index = first + row
        const wanted = Math.floor(index / rows)
        if (wanted !== drawn) sampler.draw(wanted, point)
        drawn = wanted
        weights.set(point.subarray(0, dimensions), row * dimensions)
        const anew = (index % rows) - 1
        if (anew >= 0) weights[row * dimensions + anew] = point[dimensions + anew]!
      }
      return {
        kind: 'regions',
        count,
        weights,
        regions: cells.map,
        keys: Array.from({ length: count }, (_, row) => `${name}:${first + row}`),
      }
    },
    split: (scores) => {
      const whole = Math.floor(scores.length / rows)
      return {
        base: Float64Array.from({ length: whole }, (_, design) => scores[design * rows]!),
        changed: Float64Array.from({ length: dimensions * whole }, (_, i) => {
          const [cell, design] = [Math.floor(i / whole), i % whole]
          return scores[design * rows + 1 + cell]!
        }),
      }
    },
  }
}
