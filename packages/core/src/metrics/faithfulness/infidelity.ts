import * as z from 'zod/mini'
import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import { resolveBaseline } from '../../image/resolve-baseline.ts'
import { mean } from '../../math/mean.ts'
import type { Frame } from '../../model/classifier.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createRandom } from '../../random/random.ts'
import type { Metric } from '../metric.ts'
import type { PixelMasks } from '../pixel-masks.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'
import { measureSubsets } from './subset-drops.ts'

const infidelityParameters = z.object({
  samples: z._default(z.int().check(z.minimum(2), z.maximum(100_000)), 100).check(z.describe('Random squares')),
  largest: z
    ._default(z.number().check(z.minimum(0.01), z.maximum(1)), 0.5)
    .check(
      z.describe(
        'Longest side of a square as a share of the shorter side of the frame; sides are drawn evenly from one pixel on',
      ),
    ),
  unit: z
    ._default(z.enum(['change', 'hidden']), 'change')
    .check(
      z.describe(
        'What a map value is multiplied by. change: how far its pixel moves, the mean of its colours, as for gradients; hidden: 1, for maps that say what a pixel contributes',
      ),
    ),
  scaled: z
    ._default(z.boolean(), true)
    .check(z.describe('Whether the map is first multiplied by the number that fits best, since maps have no common scale')),
  baseline: hiddenWith(),
})
export type InfidelityParameters = z.infer<typeof infidelityParameters>

/**
 * The mean square of what the map predicts wrongly when a random square is hidden: E[(b sum(I a) - (f(x) - f(x - I)))^2], with the factor b that fits
 * best. `relative` is that as a part of what there is to predict: 1 for a map that predicts nothing. Squares depend on the seed alone.
 */
export const infidelity: Metric<InfidelityParameters> = {
  name: 'infidelity',
  title: 'infidelity',
  says: 'How wrongly the map predicts what hiding a random square does to the probability, in its best scale: 0 when it is always right.',
  paper: 'Yeh, Hsieh, Suggala, Inouye and Ravikumar, On the (In)fidelity and Sensitivity of Explanations, NeurIPS 2019',
  direction: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  family: 'faithfulness',
  needs: 'scores',
  parameters: infidelityParameters,
  cost: ({ samples }) => samples + 1,
  measure: async (context, { samples, largest, unit, scaled, baseline }) => {
    const { frame, map } = context
    // A constant map that says what pixels contribute predicts, too.
    const unranked = map.every((value) => value === 0) ? unrankedMap(map) : null
    if (unranked) return undefinedBecause(unranked)
    const evaluator = evaluatorHiding(context, baseline)
    const factors = unit === 'change' ? changes(evaluator) : null
    const weighted = factors ? map.map((value, pixel) => value * factors[pixel]!) : map
    const squares = randomSquares(frame, samples, largest, deriveSeed(context.seed, 'infidelity'))
    const { picture, sums, drops } = await measureSubsets(evaluator, weighted, squares)
    if (drops.every((drop) => drop === 0)) return undefinedBecause('hiding changes nothing', { parts: { picture } })
    const squareOfSums = meanProduct(sums, sums)
    if (squareOfSums === 0) return undefinedBecause('the map finds nothing in any of the hidden squares', { parts: { picture } })
    const factor = meanProduct(sums, drops) / squareOfSums
    const error = (scale: number): number => mean(drops.map((drop, square) => (scale * sums[square]! - drop) ** 2))
    return {
      value: error(scaled ? factor : 1),
      parts: { picture, factor, relative: error(factor) / meanProduct(drops, drops), unscaled: error(1) },
    }
  },
}

/** How far each pixel moves when it is hidden, in units of the whole range, the mean of its colours. */
function changes({ frame, baseline, regions }: MaskEvaluator): Float32Array {
  const hidden = resolveBaseline(baseline, frame, regions)
  const moved = (at: number): number => frame.rgb[at]! - hidden[at]!
  return Float32Array.from({ length: hidden.length / 3 }, (_, i) => (moved(3 * i) + moved(3 * i + 1) + moved(3 * i + 2)) / 765)
}

function randomSquares({ width, height }: Frame, count: number, largest: number, seed: number): PixelMasks {
  const random = createRandom(seed)
  const most = Math.max(1, Math.round(largest * Math.min(width, height)))
  return {
    count,
    write: (index, kept) => {
      kept.fill(1)
      const draw = (number: number, limit: number): number => Math.floor(random.at(3 * index + number) * limit)
      const side = 1 + draw(0, most)
      const [left, top] = [draw(1, width - side + 1), draw(2, height - side + 1)]
      for (let y = top; y < top + side; y++) kept.fill(0, y * width + left, y * width + left + side)
    },
  }
}

function meanProduct(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return mean(Float64Array.from(a, (value, i) => value * b[i]!))
}
