import { distance, norm } from '../../math/distances.ts'
import { mean } from '../../math/mean.ts'
import type { Frame } from '../../model/classifier.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { type NoiseParameters, noiseParameters } from './noisy-frames.ts'
import { noisyMaps } from './noisy-maps.ts'

/** The most that the map changes, as a share of its length, per change of the picture, whose colours go from 0 to 1. */
export const localLipschitz: Metric<NoiseParameters> = {
  name: 'local-lipschitz',
  title: 'local Lipschitz estimate',
  says: 'How steeply the map answers to small changes of the picture: the change of the one over that of the other.',
  paper: 'D. Alvarez-Melis and T. Jaakkola, On the Robustness of Interpretability Methods, 2018',
  direction: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  family: 'robustness',
  needs: 'explain',
  parameters: noiseParameters,
  cost: () => 0,
  explanations: ({ samples }) => samples,
  measure: async (context, parameters) => {
    const length = norm(context.map)
    if (length === 0) return undefinedBecause('the map is zero everywhere')
    const maps = await noisyMaps(context, parameters)
    const slopes = maps
      .map(({ frame, map }) => distance(context.map, map) / length / pictureDistance(context.frame, frame))
      .filter(Number.isFinite)
    if (slopes.length === 0) return undefinedBecause('no sample of the noise changes the picture')
    return { value: Math.max(...slopes), parts: { mean: mean(slopes) } }
  },
}

/** Euclidean distance of two frames of one size, colours from 0 to 1. */
export function pictureDistance(a: Frame, b: Frame): number {
  return distance(a.rgb, b.rgb) / 255
}
