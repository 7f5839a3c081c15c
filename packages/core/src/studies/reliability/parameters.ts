import * as z from 'zod/mini'
import type { MosaicOptions } from '../../datasets/mosaics.ts'
import { parseBaseline } from '../../image/baseline.ts'
import { prepareMethods, type StudyMethod } from '../measuring/measure-methods.ts'
import type { SampleSettings } from '../measuring/open-sample.ts'

const count = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most))

export const reliabilityParameters = z.object({
  methods: z
    ._default(
      z.string(),
      'kernel-shap:samples=100,lime:samples=200,integrated-gradients:points=30,leave-one-out,grad-cam,grad-cam-plus-plus,layer-cam,saliency',
    )
    .check(z.describe('Methods with commas between, parameters behind colons; at least two')),
  perClass: z._default(count(1, 10_000), 10).check(z.describe('Mosaics of each class')),
  tile: z
    ._default(count(4, 2048), 112)
    .check(z.describe('Side of a tile in pixels: half the side of the model’s input, so that nothing is resized again')),
  fewPictures: z
    ._default(z.enum(['skip', 'mirror']), 'skip')
    .check(z.describe('Of a class with one picture: no mosaic, or mosaics that show it twice, once mirrored')),
  groups: z
    ._default(z.enum(['none', 'folder']), 'none')
    .check(
      z.describe('folder: the first folder of each picture is a data set of its own, and rankings are compared between them'),
    ),
  seenWithin: z
    ._default(count(1, 1000), 5)
    .check(z.describe('A model sees a mosaic when its class is among so many most probable ones; others are counted apart')),
  regions: z._default(count(4, 1024), 16).check(z.describe('Cells of a grid over the mosaic, for methods that hide regions')),
  baseline: z._default(z.string(), 'mean').check(z.describe('What methods hide with')),
  resamples: z._default(count(1000, 100_000), 2000).check(z.describe('Resamples of the mosaics for each interval')),
  permutations: z._default(count(99, 100_000), 1000).check(z.describe('Shuffled rankings that each agreement is held against')),
})

export type ReliabilityParameters = z.infer<typeof reliabilityParameters>

/** A method, or a control: a map that knows nothing of the model. */
export interface ReliabilityMethod extends StudyMethod {
  readonly isControl: boolean
  /** Whether all seven metrics say something of its maps; else precision alone. */
  readonly isSigned: boolean
}

/** The methods, and behind them the controls. Throws USAGE_UNKNOWN_METHOD and USAGE_PARAMETER. */
export function methodsOf({ methods }: ReliabilityParameters): readonly ReliabilityMethod[] {
  const named = prepareMethods(methods).map((one) => ({ ...one, isControl: false, isSigned: one.method.signed }))
  const controls = prepareMethods('random:over=pixels,gaussian').map((one) => ({ ...one, isControl: true, isSigned: false }))
  return [...named, ...controls]
}

/** How mosaics are made ready. Throws USAGE_PARAMETER. */
export function settingsOf({ regions, baseline }: ReliabilityParameters): SampleSettings {
  return { regions: { kind: 'grid', count: regions }, baseline: parseBaseline(baseline), target: 'truth' }
}

export function mosaicOptions({ perClass, fewPictures, groups, tile }: ReliabilityParameters, seed: number): MosaicOptions {
  return { perClass, fewPictures, groups, tile, seed }
}
