import { gridSums } from '../../kernels/grid-sums.ts'
import type { Kernels } from '../../kernels/kernels.ts'
import type { MaskSums } from '../../math/weighted-masks.ts'
import type { Frame } from '../../model/classifier.ts'
import type { ShiftedMasks } from './rise-masks.ts'
import type { ScoredMasks } from './stream-scores.ts'

/** Sums over masks that are added up as they come: per pixel, not per mask. */
export interface RiseSums {
  readonly add: (masks: ScoredMasks<ShiftedMasks>, from: number, to: number) => Promise<void>
  readonly value: () => MaskSums
}

/** Adds masks from..to-1 of each chunk, whose own sums are the kernel's, in float64 and in the order of the masks. */
export function createRiseSums(kernels: Kernels, { width, height }: Pick<Frame, 'width' | 'height'>): RiseSums {
  const weighted = new Float64Array(width * height)
  const weights = new Float64Array(width * height)
  let samples = 0
  let scores = 0
  return {
    add: async ({ masks, scores: values }, from, to) => {
      if (from >= to) return
      const [gridRows, gridColumns] = masks.size
      const [upHeight, upWidth] = masks.upsampled
      const sums = await gridSums(kernels, {
        shape: { masks: to - from, gridRows, gridColumns, upHeight, upWidth, height, width },
        cells: masks.cells.subarray(from * gridRows * gridColumns, to * gridRows * gridColumns),
        offsets: masks.offsets.subarray(2 * from, 2 * to),
        values: Float32Array.from(values.subarray(from, to)),
      })
      for (let pixel = 0; pixel < weights.length; pixel++) {
        weighted[pixel]! += sums.weighted[pixel]!
        weights[pixel]! += sums.weights[pixel]!
      }
      for (let mask = from; mask < to; mask++) scores += values[mask]!
      samples += to - from
    },
    value: () => ({ weighted, weights, samples, scores }),
  }
}

/** The sums over the masks of both. */
export function joinSums(a: MaskSums, b: MaskSums): MaskSums {
  return {
    weighted: a.weighted.map((sum, pixel) => sum + b.weighted[pixel]!),
    weights: a.weights.map((sum, pixel) => sum + b.weights[pixel]!),
    samples: a.samples + b.samples,
    scores: a.scores + b.scores,
  }
}
