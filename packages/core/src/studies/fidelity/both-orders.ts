import type { OrderedCurve } from '../../metrics/faithfulness/ordered-curve.ts'
import { removalCurve } from '../../metrics/faithfulness/removal-orders.ts'
import type { MetricContext } from '../../metrics/metric.ts'
import type { Curve, CurvesOfMap } from './record.ts'

/** Hides the pixels of a map in both orders, and says whether the answer stays the target. Masks are run once, whoever asks for them. */
export async function measureBothOrders(
  context: MetricContext,
  settings: { readonly steps: number; readonly baseline: string; readonly absolute: boolean },
  target: number,
): Promise<Pick<CurvesOfMap, 'most' | 'least'>> {
  const parameters = { ...settings, perRegion: false }
  const most = curveOf(await removalCurve(context, parameters, 'most'), target)
  return { most, least: curveOf(await removalCurve(context, parameters, 'least'), target) }
}

function curveOf({ share, probabilities, predicted }: OrderedCurve, target: number): Curve {
  return {
    share: Array.from(share),
    right: Array.from(predicted, (answer) => (answer === target ? 1 : 0)),
    probability: Array.from(probabilities),
  }
}
