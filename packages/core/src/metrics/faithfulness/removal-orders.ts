import * as z from 'zod/mini'
import { areaUnderCurve } from '../../math/area-under-curve.ts'
import type { Measurement, MetricContext } from '../metric.ts'
import { mirroredCounts, rankPixels } from '../pixel-ranking.ts'
import { evaluatorHiding } from './hidden-with.ts'
import {
  type CurveParameters,
  curveParameters,
  measurementOf,
  type OrderedCurve,
  orderedCurve,
  pointsOf,
} from './ordered-curve.ts'

export const removalParameters = z.extend(curveParameters, {
  absolute: z
    ._default(z.boolean(), false)
    .check(
      z.describe(
        'Whether pixels are ranked by size without sign. Another question: never compare its figures with those of signed maps',
      ),
    ),
})
export type RemovalParameters = CurveParameters & { readonly absolute: boolean }

/** What pixels are ranked by. */
export function removalMap({ map }: Pick<MetricContext, 'map'>, { absolute }: Pick<RemovalParameters, 'absolute'>): Float32Array {
  return absolute ? map.map(Math.abs) : map
}

/** Which pixels are hidden first: the most important, or the least. */
export type RemovalOrder = 'most' | 'least'

/**
 * What the model says while pixels are hidden from one end of a map, `predicted` and logits too. The curves of both orders, and insertion, share
 * their masks: hiding the least important pixels is showing the most important ones.
 */
export async function removalCurve(
  context: MetricContext,
  parameters: RemovalParameters,
  first: RemovalOrder,
): Promise<OrderedCurve> {
  const ranking = rankPixels(removalMap(context, parameters))
  const counts = pointsOf(context, ranking, parameters)
  const evaluator = evaluatorHiding(context, parameters.baseline)
  return first === 'most'
    ? orderedCurve(evaluator, ranking.order, counts, 'hidden')
    : orderedCurve(evaluator, ranking.order.toReversed(), mirroredCounts(counts), 'hidden')
}

/** The area under the curve of one order, with what the hiding lost on average: the picture's probability less the area. */
export function removalMeasurement(curve: OrderedCurve): Measurement {
  const measured = measurementOf(curve, 'hidden')
  return { ...measured, parts: { ...measured.parts, loss: lossOf(curve) } }
}

/** What the probability fell by, on average over the shares hidden. */
export function lossOf({ share, probabilities }: OrderedCurve): number {
  return probabilities[0]! - areaUnderCurve(share, probabilities)
}
