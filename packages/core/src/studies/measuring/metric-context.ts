import type { Sample } from '../../datasets/dataset.ts'
import { toMap } from '../../explanation/to-map.ts'
import type { PreparedMethod } from '../../methods/registry.ts'
import { truthInFrame } from '../../metrics/localisation/truth-in-frame.ts'
import type { MetricContext, Truth } from '../../metrics/metric.ts'
import { createRandom } from '../../random/random.ts'
import type { MeasuredMap } from './measure-methods.ts'
import type { OpenedSample } from './open-sample.ts'

/** What a metric may touch of a sample and the map that a method made of it. */
export function metricContext(
  { subject, seed }: OpenedSample,
  { map, attribution }: MeasuredMap,
  method: PreparedMethod,
  truth: Truth | undefined,
): MetricContext {
  const explain: MetricContext['explain'] = async ({ frame, class: other }) => {
    const sibling = subject.sibling({ ...(frame && { frame }), ...(other !== undefined && { target: { class: other } }) })
    try {
      const { attribution: again } = await sibling.attribute(method, seed)
      return toMap(again, subject.regions, subject.frame)
    } finally {
      sibling.release()
    }
  }
  return {
    map,
    attribution,
    frame: subject.frame,
    regions: attribution.kind === 'order' || attribution.kind === 'regions' ? subject.regions : null,
    on: subject.on,
    baseline: subject.baseline,
    ...(truth && { truth }),
    explain,
    seed,
    random: createRandom(seed),
    signal: subject.signal,
  }
}

/** What is known of the object, in pixels of the frame; undefined where nothing is. Throws what reading the mask throws. */
export async function truthOf(sample: Sample, { picture, subject }: OpenedSample): Promise<Truth | undefined> {
  const values = await sample.mask?.()
  if (values === undefined && sample.boxes === undefined) return undefined
  const { width, height } = picture
  const known = { ...(values && { mask: { width, height, values } }), ...(sample.boxes && { boxes: sample.boxes }) }
  return truthInFrame(known, subject.frame, picture)
}
