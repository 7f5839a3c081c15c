import { distance, norm } from '../../math/distances.ts'
import { mean } from '../../math/mean.ts'
import type { Measurement, Metric, MetricContext } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { type NoiseParameters, noiseParameters } from './noisy-frames.ts'
import { noisyMaps } from './noisy-maps.ts'

/** By how much of its own length the map changes under noise, at most. `mean` is what it does on average. */
export const maxSensitivity: Metric<NoiseParameters> = {
  name: 'max-sensitivity',
  title: 'max sensitivity',
  says: 'How much the map can change when the picture hardly does: 0 is not at all, 1 by as much as there is.',
  paper: 'C. Yeh et al., On the (In)fidelity and Sensitivity of Explanations, 2019',
  direction: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  family: 'robustness',
  needs: 'explain',
  parameters: noiseParameters,
  cost: () => 0,
  explanations: ({ samples }) => samples,
  measure: (context, parameters) =>
    measureChanges(context, parameters, (changes) => ({ value: Math.max(...changes), parts: { mean: mean(changes) } })),
}

/** By how much of its own length the map changes under noise, on average. `max` is the most that it did. */
export const avgSensitivity: Metric<NoiseParameters> = {
  ...maxSensitivity,
  name: 'avg-sensitivity',
  title: 'average sensitivity',
  says: 'How much the map changes on average when the picture hardly does: 0 is not at all, 1 by as much as there is.',
  measure: (context, parameters) =>
    measureChanges(context, parameters, (changes) => ({ value: mean(changes), parts: { max: Math.max(...changes) } })),
}

async function measureChanges(
  context: MetricContext,
  parameters: NoiseParameters,
  summarise: (changes: readonly number[]) => Measurement,
): Promise<Measurement> {
  const length = norm(context.map)
  if (length === 0) return undefinedBecause('the map is zero everywhere')
  const maps = await noisyMaps(context, parameters)
  return summarise(maps.map(({ map }) => distance(context.map, map) / length))
}
