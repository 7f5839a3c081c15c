import type { Metric } from '../metric.ts'
import { type NoiseGapParameters, noiseGap, noiseGapParameters } from './noise-gap.ts'

/** Prediction gap on unimportant features: how far the probability moves, either way, when all but the most important pixels get Gaussian noise. */
export const pgu: Metric<NoiseGapParameters> = {
  name: 'pgu',
  title: 'prediction gap, unimportant pixels',
  says: 'How far the probability moves, on average, when noise is added to all but the most important pixels: low when the rest hardly matters.',
  paper: 'Agarwal et al., OpenXAI: Towards a Transparent Evaluation of Model Explanations, NeurIPS 2022',
  direction: 'lower',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: noiseGapParameters,
  cost: ({ samples }) => samples + 1,
  measure: (context, parameters) => noiseGap(context, parameters, 'others'),
}
