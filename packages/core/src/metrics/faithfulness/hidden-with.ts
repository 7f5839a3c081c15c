import * as z from 'zod/mini'
import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import { parseBaseline } from '../../image/baseline.ts'
import type { MetricContext } from '../metric.ts'

/** The baseline of the explanation, under which all metrics share their forwards. */
const same = 'same'

const baselineText = z.string().check(
  z.refine((text) => text === same || isBaseline(text), {
    error: 'give same, mean, black, white, region-mean, blur, blur:0.0625, colour:#7f7f7f or colour:127,127,127',
  }),
)

/** The parameter that says what hidden pixels become. */
export function hiddenWith(usual: string = same) {
  return z
    ._default(baselineText, usual)
    .check(
      z.describe(
        'What hidden pixels become: same (the baseline of the explanation), mean, black, white, blur, blur:0.0625 (a fraction of the width), colour:#7f7f7f',
      ),
    )
}

/** The evaluator that hides with a baseline given as text. Throws TypeError in a context without scores, which the metric's `needs` rule out. */
export function evaluatorHiding(context: MetricContext, baseline: string): MaskEvaluator {
  if (!context.on) throw new TypeError('A metric of scores was measured in a context that has none.')
  return context.on(baseline === same ? context.baseline : parseBaseline(baseline))
}

function isBaseline(text: string): boolean {
  try {
    parseBaseline(text)
    return true
  } catch {
    return false
  }
}
