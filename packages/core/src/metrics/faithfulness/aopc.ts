import * as z from 'zod/mini'
import { areaUnderCurve } from '../../math/area-under-curve.ts'
import type { Metric } from '../metric.ts'
import { evenlySpread } from '../order-curves.ts'
import { groupCounts, type PixelRanking, rankPixels, reversedRanking } from '../pixel-ranking.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'
import { nearestCount } from './nearest-count.ts'
import { blankWarnings, type OrderedCurve, orderedCurve } from './ordered-curve.ts'
import { patchesOf, patchMap, patchSide } from './patches.ts'

const aopcParameters = z.object({
  patch: patchSide,
  patches: z
    ._default(z.int().check(z.minimum(1), z.maximum(50_176)), 100)
    .check(
      z.describe('Patches that are hidden at the end, or as near to it as equal ones allow; all of them where there are no more'),
    ),
  steps: z
    ._default(z.int().check(z.minimum(1), z.maximum(50_176)), 20)
    .check(z.describe('Points at which each of the two orders is measured; 100 is one after each patch, as published')),
  baseline: hiddenWith(),
})
export type AopcParameters = z.infer<typeof aopcParameters>

/**
 * Area over the perturbation curve: what the probability falls by, on average, while patches are hidden from the one with the highest mean on (MoRF).
 * The mean is over the true area that has been hidden. Parts: the same from the lowest on (LeRF), and AbPC, the area between the two curves.
 */
export const aopc: Metric<AopcParameters> = {
  name: 'aopc',
  title: 'area over the perturbation curve',
  says: 'What the probability falls by, on average, while the most important patches are hidden one after the other: high when the map finds what the model needs.',
  paper:
    'Samek, Binder, Montavon, Lapuschkin and Mueller, Evaluating the Visualization of What a Deep Neural Network Has Learned, TNNLS 2017',
  direction: 'higher',
  range: [-1, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: aopcParameters,
  cost: ({ steps, patches }) => 2 * Math.min(steps, patches) + 2,
  measure: async (context, { patch, patches, steps, baseline }) => {
    const map = patchMap(context, patch)
    const unranked = unrankedMap(map)
    if (unranked) return undefinedBecause(unranked)
    const evaluator = evaluatorHiding(context, baseline)
    const ranking = rankPixels(map)
    const wanted = patches * patchesOf(context.frame, patch).pixels
    const curveOf = (ranked: PixelRanking): Promise<OrderedCurve> => {
      const ends = groupCounts(ranked)
      const last = nearestCount(ends, wanted)
      const counts = ends.filter((count) => count <= last)
      return orderedCurve(evaluator, ranked.order, evenlySpread(counts, Math.min(counts.length, steps + 1)), 'hidden')
    }
    const most = await curveOf(ranking)
    if (most.share.length < 2) return undefinedBecause('too many patches have the same value to hide the most important ones')
    const least = await curveOf(reversedRanking(ranking))
    const morf = meanDrop(most)
    // Nothing is hidden where too many of the least important ones are equal.
    const lerf = least.share.length < 2 ? null : meanDrop(least)
    const picture = most.probabilities[0]!
    return {
      value: morf,
      parts: { morf, lerf, abpc: lerf === null ? null : morf - lerf, picture, hidden: most.share.at(-1)! },
      curve: { share: most.share, score: most.probabilities },
      warnings: blankWarnings(picture, (await orderedCurve(evaluator, ranking.order, [map.length], 'hidden')).probabilities[0]!),
    }
  },
}

/** What the probability fell by, on average over the area that was hidden in the end. */
function meanDrop({ share, probabilities }: OrderedCurve): number {
  return probabilities[0]! - areaUnderCurve(share, probabilities) / share.at(-1)!
}
