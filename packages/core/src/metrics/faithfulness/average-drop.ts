import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { maskSoftly, type SoftMaskParameters, softMaskCost, softMaskParameters } from './soft-mask.ts'
import { tooLow } from './too-low.ts'

/**
 * What part of the probability is lost when the picture shows through its own map: max(o - s, 0) / o. A map of ones loses nothing, so `complexity`, the
 * share of the picture that the map keeps, stands beside it.
 */
export const averageDrop: Metric<SoftMaskParameters> = {
  name: 'average-drop',
  title: 'average drop',
  says: 'What part of the probability is lost when each pixel is kept as far as the map finds it important: low when the map keeps what the model needs. A map that keeps everything loses nothing.',
  paper:
    'Chattopadhay, Sarkar, Howlader and Balasubramanian, Grad-CAM++: Generalized Gradient-based Visual Explanations, WACV 2018',
  direction: 'lower',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: softMaskParameters,
  cost: () => softMaskCost,
  measure: async (context, parameters) => {
    const shown = await maskSoftly(context, parameters)
    if (typeof shown === 'string') return undefinedBecause(shown)
    const { picture, masked, complexity } = shown
    const low = tooLow(picture)
    if (low) return undefinedBecause(low, { parts: { picture, masked, complexity } })
    return { value: Math.max(picture - masked, 0) / picture, parts: { picture, masked, complexity } }
  },
}
