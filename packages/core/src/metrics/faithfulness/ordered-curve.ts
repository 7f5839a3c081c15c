import * as z from 'zod/mini'
import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import { areaUnderCurve } from '../../math/area-under-curve.ts'
import type { Measurement, MetricContext } from '../metric.ts'
import { type PixelScores, scorePixelMasks } from '../pixel-masks.ts'
import { curveCounts, groupCounts, type PixelRanking } from '../pixel-ranking.ts'
import { hiddenWith } from './hidden-with.ts'

/** Regions of an explanation by default: what one point per region costs. */
export const usualRegions = 49

export const curveParameters = z.object({
  steps: z
    ._default(z.int().check(z.minimum(1), z.maximum(4096)), 32)
    .check(z.describe('Steps of about equal area at most; pixels with the same value always move together')),
  perRegion: z
    ._default(z.boolean(), true)
    .check(z.describe('Whether an attribution of regions is measured after each of its regions instead')),
  baseline: hiddenWith(),
})
export type CurveParameters = z.infer<typeof curveParameters>

/** Forwards at most of one curve; two share their ends. Attributions of more regions than usual take one for each of them. */
export function curveCost({ steps, perRegion }: Pick<CurveParameters, 'steps' | 'perRegion'>, curves = 1): number {
  return curves * ((perRegion ? Math.max(steps, usualRegions) : steps) - 1) + 2
}

/** What the model says while pixels are hidden or shown in an order. */
export interface OrderedCurve extends PixelScores {
  /** Share of the frame that has been hidden, or shown, from 0 to 1. */
  readonly share: Float64Array
}

/** How many pixels have moved at each point: after each region of an attribution of regions, else at steps of about equal area. */
export function pointsOf(
  { attribution }: Pick<MetricContext, 'attribution'>,
  ranking: PixelRanking,
  { steps, perRegion }: Pick<CurveParameters, 'steps' | 'perRegion'>,
): readonly number[] {
  const isOfRegions = attribution.kind === 'order' || attribution.kind === 'regions'
  return perRegion && isOfRegions ? groupCounts(ranking) : curveCounts(ranking, steps)
}

/** Hides the first pixels of an order in a whole picture, or shows them on the baseline: `counts[t]` of them at point t. */
export async function orderedCurve(
  evaluator: MaskEvaluator,
  order: ArrayLike<number>,
  counts: readonly number[],
  moved: 'hidden' | 'shown',
): Promise<OrderedCurve> {
  const value = moved === 'shown' ? 1 : 0
  const scores = await scorePixelMasks(evaluator, {
    count: counts.length,
    write: (index, kept) => {
      kept.fill(1 - value)
      for (let place = 0; place < counts[index]!; place++) kept[order[place]!] = value
    },
  })
  return { ...scores, share: Float64Array.from(counts, (count) => count / order.length) }
}

/** The area under a curve's probabilities, the curve itself, and the scores at its ends. */
export function measurementOf({ share, probabilities }: OrderedCurve, moved: 'hidden' | 'shown'): Measurement {
  const ends = [probabilities[0]!, probabilities.at(-1)!] as const
  const [picture, baseline] = moved === 'hidden' ? ends : ends.toReversed()
  return {
    value: areaUnderCurve(share, probabilities),
    parts: { picture: picture!, baseline: baseline! },
    curve: { share, score: probabilities },
    warnings: blankWarnings(picture!, baseline!),
  }
}

/** Above this part of the picture's own probability the baseline alone says most of what there is to say. */
const loudest = 0.5

/** SCORE_BASELINE where the model gives the class to the baseline too. */
export function blankWarnings(picture: number, baseline: number): NonNullable<Measurement['warnings']> {
  if (baseline <= loudest * picture) return []
  return [
    {
      code: 'SCORE_BASELINE',
      message: `With everything hidden the model still gives the class ${baseline.toFixed(2)}, of ${picture.toFixed(2)} for the whole picture: what hiding does says little here. Try another baseline.`,
    },
  ]
}
