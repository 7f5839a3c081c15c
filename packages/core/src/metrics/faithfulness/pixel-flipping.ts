import * as z from 'zod/mini'
import type { Metric } from '../metric.ts'
import { deletion } from './deletion.ts'
import { hiddenWith } from './hidden-with.ts'
import { type CurveParameters, curveCost, curveParameters } from './ordered-curve.ts'

const flippingParameters = z.extend(curveParameters, {
  perRegion: z
    ._default(z.boolean(), false)
    .check(z.describe('Whether an attribution of regions is measured after each of its regions instead')),
  baseline: hiddenWith('black'),
})

/** The prediction curve of pixels that turn black, the highest of the map first, the untouched picture included: deletion on its own baseline. */
export const pixelFlipping: Metric<CurveParameters> = {
  name: 'pixel-flipping',
  title: 'pixel flipping',
  says: 'How much of the probability is left, on average, while pixels turn black from the most important one on: low when the map finds what the model needs.',
  paper:
    'Bach, Binder, Montavon, Klauschen, Mueller and Samek, On Pixel-Wise Explanations for Non-Linear Classifier Decisions by Layer-Wise Relevance Propagation, PLOS ONE 2015',
  direction: 'lower',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: flippingParameters,
  cost: (parameters) => curveCost(parameters),
  measure: deletion.measure,
}
