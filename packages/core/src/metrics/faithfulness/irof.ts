import * as z from 'zod/mini'
import { areaUnderCurve } from '../../math/area-under-curve.ts'
import { createRegions } from '../../regions/create-regions.ts'
import { paintedMeans } from '../../regions/region-means.ts'
import type { Metric } from '../metric.ts'
import { groupCounts, rankPixels } from '../pixel-ranking.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'
import { blankWarnings, orderedCurve, usualRegions } from './ordered-curve.ts'
import { lowestProbability, tooLow } from './too-low.ts'

const irofParameters = z.object({
  regions: z
    ._default(z.int().check(z.minimum(0), z.maximum(4096)), 0)
    .check(z.describe('Superpixels that the frame is divided into for this; 0: the regions that the explanation has')),
  baseline: hiddenWith('mean'),
})
export type IrofParameters = z.infer<typeof irofParameters>

/**
 * Iterative removal of features: the area over the curve of the probability, as a part of the picture's own, while regions are hidden, the one with the
 * highest mean of the map first. 0 where hiding changes nothing, 1 where the first region is everything.
 */
export const irof: Metric<IrofParameters> = {
  name: 'irof',
  title: 'iterative removal of features',
  says: 'What part of the probability is lost, on average, while whole regions are hidden from the most important one on: high when the map finds what the model needs.',
  paper: 'Rieger and Hansen, IROF: a low resource evaluation metric for explanation methods, arXiv 2003.08747',
  direction: 'higher',
  range: [1 - 1 / lowestProbability, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: irofParameters,
  // SLICO gives about as many regions as are wanted; an explanation may have more than usual.
  cost: ({ regions }) => 2 * (regions || usualRegions),
  measure: async (context, { regions: wanted, baseline }) => {
    const { frame, map } = context
    const count = Math.min(wanted || usualRegions, frame.width * frame.height)
    const known = wanted === 0 ? context.regions : null
    const regions = known ?? createRegions(frame, { kind: 'slico', count }, frame)
    const means = paintedMeans(map, regions)
    const unranked = unrankedMap(means)
    if (unranked) return undefinedBecause(unranked)
    const ranking = rankPixels(means)
    const evaluator = evaluatorHiding(context, baseline)
    const { share, probabilities } = await orderedCurve(evaluator, ranking.order, groupCounts(ranking), 'hidden')
    const picture = probabilities[0]!
    const low = tooLow(picture)
    if (low) return undefinedBecause(low, { parts: { picture } })
    const ratio = probabilities.map((probability) => probability / picture)
    return {
      value: 1 - areaUnderCurve(share, ratio),
      parts: { picture, baseline: probabilities.at(-1)!, regions: regions.count },
      curve: { share, score: ratio },
      warnings: blankWarnings(picture, probabilities.at(-1)!),
    }
  },
}
