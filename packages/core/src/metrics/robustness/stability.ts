import { distance, norm } from '../../math/distances.ts'
import { mean } from '../../math/mean.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { type NoiseParameters, noiseParameters } from './noisy-frames.ts'
import { noisyMaps } from './noisy-maps.ts'

/** How far the maps of noisy pictures lie from this one when all are made equally long, so that only what they point at counts. */
export const stability: Metric<NoiseParameters> = {
  name: 'stability',
  title: 'average stability',
  says: 'How differently the map points when the picture hardly changes, whatever its scale: 0 is the same, 1.41 nothing in common.',
  paper: 'U. Bhatt, A. Weller and J. Moura, Evaluating and Aggregating Feature-based Model Explanations, 2020',
  direction: 'lower',
  range: [0, 2],
  family: 'robustness',
  needs: 'explain',
  parameters: noiseParameters,
  cost: () => 0,
  explanations: ({ samples }) => samples,
  measure: async (context, parameters) => {
    const own = direction(context.map)
    if (own === null) return undefinedBecause('the map is zero everywhere')
    const directions = (await noisyMaps(context, parameters)).map(({ map }) => direction(map))
    const zeros = directions.filter((one) => one === null).length
    if (zeros > 0) return undefinedBecause(`the map of ${zeros} of ${directions.length} noisy pictures is zero everywhere`)
    const distances = directions.map((one) => distance(own, one!))
    return { value: mean(distances), parts: { max: Math.max(...distances) } }
  },
}

/** The map with the length 1; null for zeros. */
function direction(map: Float32Array): Float64Array | null {
  const length = norm(map)
  return length === 0 ? null : Float64Array.from(map, (value) => value / length)
}
