import type { Attribution } from '../explanation/attribution.ts'
import { toMap } from '../explanation/to-map.ts'
import { prepareMethod } from '../methods/registry.ts'
import { deriveSeed } from '../random/derive-seed.ts'
import { type Again, keyOf } from './explain-again.ts'
import type { Subject } from './subject.ts'

/** A map that knows nothing of the model, and how it is made again. */
export interface Control {
  readonly attribution: Attribution
  readonly again: Again
}

/** Random numbers by region, others for every other frame, class and model: what unrelated maps reach. */
export async function openRandomControl(subject: Subject, seed: number, layers: number): Promise<Control> {
  const draw = async (...labels: readonly (string | number)[]): Promise<Attribution> =>
    (await subject.attribute(prepareMethod('random', {}), deriveSeed(seed, 'control', ...labels))).attribution
  return {
    attribution: await draw(),
    again: {
      explain: async (other) => toMap(await draw(await keyOf(other)), subject.regions, subject.frame),
      randomised: {
        layers,
        explain: async (randomised) => toMap(await draw('weights', randomised), subject.regions, subject.frame),
      },
    },
  }
}

/** A Gaussian around the centre, whatever it is asked about. */
export async function openBlobControl(subject: Subject, seed: number, layers: number): Promise<Control> {
  const { attribution } = await subject.attribute(prepareMethod('gaussian', {}), seed)
  const explain = async (): Promise<Float32Array> => toMap(attribution, subject.regions, subject.frame)
  return { attribution, again: { explain, randomised: { layers, explain } } }
}
