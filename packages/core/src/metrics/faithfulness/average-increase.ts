import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { maskSoftly, type SoftMaskParameters, softMaskCost, softMaskParameters } from './soft-mask.ts'

/** Whether the probability rises when the picture shows through its own map, 1 or 0; its mean over pictures is the published increase in confidence. */
export const averageIncrease: Metric<SoftMaskParameters> = {
  name: 'average-increase',
  title: 'average increase',
  says: '1 when the model is surer of a picture in which each pixel is kept as far as the map finds it important, else 0; over many pictures, how often.',
  paper:
    'Chattopadhay, Sarkar, Howlader and Balasubramanian, Grad-CAM++: Generalized Gradient-based Visual Explanations, WACV 2018',
  direction: 'higher',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: softMaskParameters,
  cost: () => softMaskCost,
  measure: async (context, parameters) => {
    const shown = await maskSoftly(context, parameters)
    if (typeof shown === 'string') return undefinedBecause(shown)
    const { picture, masked, complexity } = shown
    return { value: masked > picture ? 1 : 0, parts: { picture, masked, complexity } }
  },
}
