import { resolveBaseline } from '../../image/resolve-baseline.ts'
import { pearson } from '../../math/pearson.ts'
import type { Frame } from '../../model/classifier.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { maskSoftly, type SoftMasked, type SoftMaskParameters, softMaskCost, softMaskParameters } from './soft-mask.ts'
import { tooLow } from './too-low.ts'

/**
 * The harmonic mean of coherency, one minus complexity and one minus the average drop, per picture: 0 where one of the three is. Coherency is
 * (r + 1) / 2 with the correlation r between the map and the map of the picture that shows through it.
 */
export const adcc: Metric<SoftMaskParameters> = {
  name: 'adcc',
  title: 'average drop, coherency and complexity',
  says: 'Whether the map keeps what the model needs, keeps little, and is found again when only that is shown: high only when all three hold.',
  paper:
    'Poppi, Cornia, Baraldi and Cucchiara, Revisiting The Evaluation of Class Activation Mapping for Explainability, CVPRW 2021',
  direction: 'higher',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'explain',
  parameters: softMaskParameters,
  cost: () => softMaskCost,
  explanations: () => 1,
  measure: async (context, parameters) => {
    if (!context.explain) throw new TypeError('A metric of explanations was measured in a context that explains nothing.')
    const shown = await maskSoftly(context, parameters)
    if (typeof shown === 'string') return undefinedBecause(shown)
    const { picture, masked, complexity } = shown
    const low = tooLow(picture)
    if (low) return undefinedBecause(low, { parts: { picture, complexity } })
    const drop = Math.max(picture - masked, 0) / picture
    const again = await context.explain({ frame: shownFrame(context.frame, shown) })
    const coherency = (pearson(context.map, again) + 1) / 2
    if (Number.isNaN(coherency))
      return undefinedBecause('the map of what is kept has the same value everywhere', { parts: { picture, complexity, drop } })
    return {
      value: harmonicMean([coherency, 1 - complexity, 1 - drop]),
      parts: { picture, coherency, complexity, drop },
    }
  },
}

/** The frame behind its own map, rounded to bytes. */
function shownFrame(frame: Frame, { evaluator, weights }: SoftMasked): Frame {
  const hidden = resolveBaseline(evaluator.baseline, frame, evaluator.regions)
  const rgb = frame.rgb.map((value, at) => Math.round(hidden[at]! + weights[Math.floor(at / 3)]! * (value - hidden[at]!)))
  return { ...frame, rgb }
}

/** Its limit where one of the numbers is 0. */
function harmonicMean(numbers: readonly number[]): number {
  if (numbers.some((number) => number <= 0)) return 0
  return numbers.length / numbers.reduce((sum, number) => sum + 1 / number, 0)
}
