import type { Metric } from '../metric.ts'
import { type NoiseGapParameters, noiseGap, noiseGapParameters } from './noise-gap.ts'

/** Prediction gap on important features: how far the probability moves, either way, when the most important pixels get Gaussian noise. */
export const pgi: Metric<NoiseGapParameters> = {
  name: 'pgi',
  title: 'prediction gap, important pixels',
  says: 'How far the probability moves, on average, when noise is added to the most important pixels only: high when the map finds what the model needs.',
  paper: 'Agarwal et al., OpenXAI: Towards a Transparent Evaluation of Model Explanations, NeurIPS 2022',
  direction: 'higher',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: noiseGapParameters,
  cost: ({ samples }) => samples + 1,
  measure: (context, parameters) => noiseGap(context, parameters, 'important'),
}
