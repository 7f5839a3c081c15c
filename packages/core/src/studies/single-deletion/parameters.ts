import * as z from 'zod/mini'
import { TelltaleError } from '../../errors.ts'
import { type Baseline, parseBaseline } from '../../image/baseline.ts'
import type { Preprocess } from '../../model/classifier.ts'
import { prepareMethods, type StudyMethod } from '../measuring/measure-methods.ts'
import type { SampleSettings } from '../measuring/open-sample.ts'
import type { StudyModel } from '../study.ts'

const count = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most))

export const singleDeletionParameters = z.object({
  methods: z
    ._default(
      z.string(),
      'integrated-gradients,gradient-input,saliency,smoothgrad,cam,grad-cam,grad-cam-plus-plus,layer-cam,rise:samples=1000,kernel-shap:samples=200',
    )
    .check(z.describe('Methods with commas between, parameters behind colons')),
  variant: z
    ._default(z.enum(['sds', 'head-only', 'tiny-cnn']), 'sds')
    .check(
      z.describe(
        'sds: the models as they are, for which a hidden cell is out of domain; head-only: with the last layer retrained on pictures with a hidden cell; tiny-cnn: a small network trained on such pictures from scratch, in place of the models',
      ),
    ),
  grid: z._default(count(2, 32), 4).check(z.describe('Cells along either side, hidden one at a time')),
  baselines: z
    ._default(z.string(), 'zero')
    .check(
      z.describe('What the hidden cell becomes, one after another: zero (0 after normalisation), mean, black, white, blur, …'),
    ),
  regions: z
    ._default(count(2, 1024), 49)
    .check(z.describe('Regions that each frame is divided into, for methods that hide regions')),
  resamples: z._default(count(1000, 100_000), 2000).check(z.describe('Resamples of the pictures for each interval')),
  epochs: z
    ._default(count(0, 10_000), 0)
    .check(z.describe('Passes over the training pictures; 0 for 30 with head-only and 60 with tiny-cnn')),
  rate: z
    ._default(z.number().check(z.minimum(0), z.maximum(10)), 0)
    .check(z.describe('Learning rate at the start; 0 for 0.001 with head-only and 0.05 with tiny-cnn')),
  batch: z._default(count(2, 1024), 32).check(z.describe('Pictures in a step of training')),
})

export type SingleDeletionParameters = z.infer<typeof singleDeletionParameters>

/** The methods, and a random map behind them. Throws USAGE_UNKNOWN_METHOD and USAGE_PARAMETER. */
export function methodsOf({ methods }: Pick<SingleDeletionParameters, 'methods'>): readonly StudyMethod[] {
  return [...prepareMethods(methods), randomMethod()]
}

/** A random number for each pixel. */
export function randomMethod(): StudyMethod {
  return prepareMethods('random:over=pixels')[0]!
}

/** The name that stands before every score. */
export function nameOfVariant({ variant }: Pick<SingleDeletionParameters, 'variant'>): string {
  return { sds: 'SDS', 'head-only': 'head-only IDSDS', 'tiny-cnn': 'tiny-CNN IDSDS' }[variant]
}

/** How a variant is trained. */
export function trainingOf({ variant, epochs, rate, batch }: SingleDeletionParameters) {
  const usual = variant === 'tiny-cnn' ? { epochs: 60, rate: 0.05 } : { epochs: 30, rate: 1e-3 }
  return { epochs: epochs === 0 ? usual.epochs : epochs, rate: rate === 0 ? usual.rate : rate, batch }
}

/** The baselines as they are written. Throws USAGE_PARAMETER for one that is none or comes twice. */
export function baselinesOf({ baselines }: Pick<SingleDeletionParameters, 'baselines'>): readonly string[] {
  const texts = baselines.split(',').map((text) => text.trim())
  for (const text of texts) if (text !== 'zero') parseBaseline(text)
  const twice = texts.find((text, index) => texts.indexOf(text) < index)
  if (twice === undefined) return texts
  throw new TelltaleError('USAGE_PARAMETER', `The baseline "${twice}" is named twice.`, 'Name each baseline once.', {
    value: twice,
  })
}

/** A baseline for a model: `zero` is the colour whose numbers are nearest to 0 after the model's normalisation. */
export function baselineFor(text: string, preprocess: Preprocess): Baseline {
  return text === 'zero' ? { kind: 'colour', rgb: colourOfZero(preprocess) } : parseBaseline(text)
}

function colourOfZero({ mean, scale, channels }: Preprocess): readonly [number, number, number] {
  const levels = mean.map((value) => Math.min(255, Math.max(0, Math.round(value / scale))))
  const [first = 0, second = 0, third = 0] = channels === 'bgr' ? levels.toReversed() : levels
  return [first, second, third]
}

/** Methods hide with the first baseline. */
export function settingsFor(parameters: SingleDeletionParameters, model: StudyModel): SampleSettings {
  const [first] = baselinesOf(parameters)
  return {
    regions: { kind: 'slico', count: parameters.regions },
    baseline: baselineFor(first!, model.classifier.info.preprocess),
    target: 'truth',
  }
}
