import type { Frame } from '../../model/classifier.ts'
import type { MetricContext } from '../metric.ts'
import { type NoiseParameters, noisyFrames } from './noisy-frames.ts'

/** A noisy frame with the map that the method makes of it, for the same class. */
export interface NoisyMap {
  readonly frame: Frame
  readonly map: Float32Array
}

/** Explains the frame under noise, one sample after another. */
export async function noisyMaps(context: MetricContext, parameters: NoiseParameters): Promise<readonly NoisyMap[]> {
  const maps: NoisyMap[] = []
  for (const frame of noisyFrames(context.frame, parameters, context.seed))
    maps.push({ frame, map: await context.explain!({ frame }) })
  return maps
}
