import * as z from 'zod/mini'
import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import { imputeLinearly } from '../../image/noisy-linear-imputation.ts'
import { mean } from '../../math/mean.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import type { Metric, MetricContext } from '../metric.ts'
import { scoreWhole } from '../pixel-masks.ts'
import { groupCounts, type PixelRanking, rankPixels, reversedRanking } from '../pixel-ranking.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding } from './hidden-with.ts'
import { nearestCount } from './nearest-count.ts'

const roadParameters = z.object({
  shares: z
    ._default(z.int().check(z.minimum(1), z.maximum(99)), 4)
    .check(
      z.describe(
        'Shares of the frame that are removed, evenly spread between none and all: 4 are 20, 40, 60 and 80 %, 9 are 10 to 90 %. Equal values go together',
      ),
    ),
  noise: z
    ._default(z.number().check(z.minimum(0), z.maximum(1)), 0.01)
    .check(z.describe('Standard deviation of the noise on imputed pixels, as a share of the range of a colour')),
})
export type RoadParameters = z.infer<typeof roadParameters>

/** How far apart two shares of the frame may lie to be compared: equal values may make one order remove more than the other. */
const apart = 0.2

/** What the model says after shares of the frame were removed from one end of the map. */
interface Removal {
  readonly share: Float64Array
  readonly probabilities: Float64Array
  /** Share of the removals after which the class still wins. */
  readonly accuracy: number
}

/**
 * Remove and debias, combined: half of what removing the least important pixels leaves more than removing the most important ones does, on average over
 * shares. Removed pixels become noisy means of their neighbours. Parts: both changes of the probability, and how often the class still wins.
 */
export const road: Metric<RoadParameters> = {
  name: 'road',
  title: 'remove and debias (combined)',
  says: 'By how much removing the important pixels hurts more than removing the unimportant ones, when what is removed is painted over from its surroundings: 0 for a random map.',
  paper:
    'Rong, Leemann, Borisov, Kasneci and Kasneci, A Consistent and Efficient Evaluation Strategy for Attribution Methods, ICML 2022',
  direction: 'higher',
  range: [-0.5, 0.5],
  family: 'faithfulness',
  needs: 'scores',
  parameters: roadParameters,
  cost: ({ shares }) => 2 * shares + 1,
  measure: async (context, parameters) => {
    const unranked = unrankedMap(context.map)
    if (unranked) return undefinedBecause(unranked)
    const evaluator = evaluatorHiding(context, 'same')
    const ranking = rankPixels(context.map)
    const counts = removalCounts(ranking, parameters.shares)
    if (counts.most.length === 0)
      return undefinedBecause('too many pixels of the map have the same value to remove about the same share from both ends')
    const most = await removeShares(context, evaluator, ranking.order, counts.most, parameters)
    const least = await removeShares(context, evaluator, ranking.order.toReversed(), counts.least, parameters)
    const { probability: picture } = await scoreWhole(evaluator)
    const [morf, lerf] = [mean(most.probabilities) - picture, mean(least.probabilities) - picture]
    return {
      value: (lerf - morf) / 2,
      parts: { picture, morf, lerf, accuracyMorf: most.accuracy, accuracyLerf: least.accuracy },
      curve: { share: Float64Array.of(0, ...most.share), score: Float64Array.of(picture, ...most.probabilities) },
    }
  },
}

/**
 * How many pixels are removed from either end: at each share, where a group of equal values ends nearest to it. Shares at which the two ends are too far
 * apart, or one of them removes none or all, are left out, so that neither order loses more for having removed more.
 */
function removalCounts(
  ranking: PixelRanking,
  shares: number,
): { readonly most: readonly number[]; readonly least: readonly number[] } {
  const pixels = ranking.order.length
  const [fromTop, fromBottom] = [groupCounts(ranking), groupCounts(reversedRanking(ranking))]
  const [most, least]: [number[], number[]] = [[], []]
  for (let share = 1; share <= shares; share++) {
    const wanted = Math.floor((share * pixels) / (shares + 1))
    const [top, bottom] = [nearestCount(fromTop, wanted), nearestCount(fromBottom, wanted)]
    const isPart = Math.min(top, bottom) > 0 && Math.max(top, bottom) < pixels
    if (!isPart || Math.abs(top - bottom) > apart * pixels || (top === most.at(-1) && bottom === least.at(-1))) continue
    most.push(top)
    least.push(bottom)
  }
  return { most, least }
}

async function removeShares(
  { frame, seed }: MetricContext,
  evaluator: MaskEvaluator,
  order: Uint32Array,
  counts: readonly number[],
  { noise }: RoadParameters,
): Promise<Removal> {
  const pixels = order.length
  const { probabilities, predicted } = await evaluator.evaluate({
    kind: 'frames',
    count: counts.length,
    draw: (index, rgb) => {
      const removed = new Uint8Array(pixels)
      for (const pixel of order.subarray(0, counts[index])) removed[pixel] = 1
      rgb.set(imputeLinearly(frame, removed, { deviation: 255 * noise, seed: deriveSeed(seed, 'road', index) }))
    },
  })
  const [target] = evaluator.targets
  return {
    share: Float64Array.from(counts, (count) => count / pixels),
    probabilities: Float64Array.from(counts, (_, index) => probabilities[index * evaluator.targets.length]!),
    accuracy: mean(Array.from(predicted, (winner) => (winner === target!.class ? 1 : 0))),
  }
}
