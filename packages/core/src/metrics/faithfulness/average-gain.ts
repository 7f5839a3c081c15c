import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { maskSoftly, type SoftMaskParameters, softMaskCost, softMaskParameters } from './soft-mask.ts'

/** What float32 cannot tell from certainty. */
const certain = 1e-6

/** What part of the probability still missing is gained when the picture shows through its own map: max(s - o, 0) / (1 - o). */
export const averageGain: Metric<SoftMaskParameters> = {
  name: 'average-gain',
  title: 'average gain',
  says: 'How much of its doubt the model loses when each pixel is kept as far as the map finds it important: 0 when it is no surer than before.',
  paper: 'Zhang, Torres, Sicre, Avrithis and Ayache, Opti-CAM: Optimizing saliency maps for interpretability, CVIU 2024',
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
    const parts = { picture, masked, complexity }
    if (1 - picture < certain)
      return undefinedBecause('the model is certain of the whole picture: there is nothing to gain', { parts })
    return { value: Math.max(masked - picture, 0) / (1 - picture), parts }
  },
}
