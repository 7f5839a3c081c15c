import type { Sample } from '../../datasets/dataset.ts'
import { knownTruth } from '../../datasets/known-truth.ts'
import { explainAgain } from '../../evaluate/explain-again.ts'
import type { PreparedMethod } from '../../methods/prepared-method.ts'
import { truthInFrame } from '../../metrics/localisation/truth-in-frame.ts'
import type { MetricContext, Truth } from '../../metrics/metric.ts'
import type { MeasuredMap } from './measure-methods.ts'
import type { OpenedSample } from './open-sample.ts'

/** What metrics may touch of a sample and the map that a method made of it. `layers`: how many layers with weights the model has, 0 where none asks. */
export function metricContext(
  { subject, seed }: OpenedSample,
  { map, attribution }: MeasuredMap,
  method: PreparedMethod,
  more: { readonly truth: Truth | undefined; readonly layers: number },
): MetricContext {
  const { truth, layers } = more
  return {
    map,
    attribution,
    frame: subject.frame,
    regions: subject.regions,
    on: subject.on,
    baseline: subject.baseline,
    ...(truth && { truth }),
    ...explainAgain(subject, method, seed, layers),
    seed,
    signal: subject.signal,
  }
}

/** What is known of the object, in pixels of the frame; undefined where nothing is. Throws what reading the mask throws. */
export async function truthOf(sample: Sample, { picture, subject }: OpenedSample): Promise<Truth | undefined> {
  const known = await knownTruth(sample, picture)
  if (known.mask === undefined && known.boxes === undefined) return undefined
  return truthInFrame(known, subject.frame, picture)
}
