import * as z from 'zod/mini'
import { TelltaleError } from '../../errors.ts'
import { parseBaseline } from '../../image/baseline.ts'
import { prepareMethods, type StudyMethod } from '../measuring/measure-methods.ts'
import type { SampleSettings } from '../measuring/open-sample.ts'

const count = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most))

export const fidelityParameters = z.object({
  methods: z
    ._default(z.string(), 'saliency,smoothgrad,squaregrad,integrated-gradients,occlusion:patch=32:stride=16,cam')
    .check(z.describe('Methods with commas between, parameters behind colons')),
  baselines: z
    ._default(z.string(), 'mean,black,blur')
    .check(z.describe('What hidden pixels become, one after another: how far results hang on it is part of the question')),
  steps: z._default(count(2, 1000), 20).check(z.describe('Steps of a curve, of about equal area')),
  randomSeeds: z._default(count(3, 100), 3).check(z.describe('Random maps of each picture')),
  target: z
    ._default(z.enum(['truth', 'predicted']), 'truth')
    .check(
      z.describe(
        'The class that is explained and that counts as a right answer: the true one, or the model’s for the whole picture',
      ),
    ),
  pictures: z
    ._default(z.enum(['all', 'right']), 'all')
    .check(z.describe('Whether pictures that the model gets wrong from the start are kept in accuracies')),
  balanced: z._default(z.boolean(), false).check(z.describe('Whether each class counts the same, however many pictures it has')),
  regions: z
    ._default(count(2, 1024), 49)
    .check(z.describe('Regions that each frame is divided into, for methods that hide regions')),
  resamples: z._default(count(1000, 100_000), 2000).check(z.describe('Resamples of the pictures for each interval')),
})

export type FidelityParameters = z.infer<typeof fidelityParameters>

/** The methods. Throws USAGE_UNKNOWN_METHOD and USAGE_PARAMETER. */
export function methodsOf({ methods }: Pick<FidelityParameters, 'methods'>): readonly StudyMethod[] {
  return prepareMethods(methods)
}

/** A random number for each pixel. */
export function randomMethod(): StudyMethod {
  return prepareMethods('random:over=pixels')[0]!
}

/** The baselines as they are written. Throws USAGE_PARAMETER for one that is none or comes twice. */
export function baselinesOf({ baselines }: Pick<FidelityParameters, 'baselines'>): readonly string[] {
  const texts = baselines.split(',').map((text) => text.trim())
  texts.forEach(parseBaseline)
  const twice = texts.find((text, index) => texts.indexOf(text) < index)
  if (twice === undefined) return texts
  throw new TelltaleError('USAGE_PARAMETER', `The baseline "${twice}" is named twice.`, 'Name each baseline once.', {
    value: twice,
  })
}

/** Methods hide with the first baseline. Throws USAGE_PARAMETER. */
export function settingsOf(parameters: FidelityParameters): SampleSettings {
  const [first] = baselinesOf(parameters)
  return { regions: { kind: 'slico', count: parameters.regions }, baseline: parseBaseline(first!), target: parameters.target }
}
