import { norm } from '../../math/distances.ts'
import { mean } from '../../math/mean.ts'
import { median } from '../../math/median.ts'
import type { Frame } from '../../model/classifier.ts'
import type { Measurement, Metric, MetricContext } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { type NoiseParameters, noiseParameters, noisyFrames } from './noisy-frames.ts'
import { noisyMaps } from './noisy-maps.ts'

/** Stands for a zero that is divided by, and for a change that is smaller. */
const smallest = 1e-6

const common = {
  paper: 'C. Agarwal et al., Rethinking Stability for Attribution-based Explanations, 2022',
  direction: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  family: 'robustness',
  needs: 'explain',
  parameters: noiseParameters,
  explanations: ({ samples }: NoiseParameters) => samples,
} as const

/** Relative change of the map over that of the picture, pixel by pixel: what few pixels near zero decide, so that `median` is told as well. */
export const relativeInputStability: Metric<NoiseParameters> = {
  ...common,
  name: 'relative-input-stability',
  title: 'relative input stability',
  says: 'How much the map changes in proportion, at worst, over how much the picture does.',
  cost: () => 0,
  measure: (context, parameters) =>
    measureRelative(context, parameters, async (frames) => {
      const own = levels(context.frame)
      return frames.map((frame) => norm(relativeChange(own, levels(frame))))
    }),
}

/** Relative change of the map over the change of the logits, each set of logits less its mean; where every class has a sigmoid of its own, of ln p. */
export const relativeOutputStability: Metric<NoiseParameters> = {
  ...common,
  name: 'relative-output-stability',
  title: 'relative output stability',
  says: 'How much the map changes in proportion, at worst, over how much the answer of the model does.',
  cost: ({ samples }) => samples + 1,
  measure: (context, parameters) =>
    measureRelative(context, parameters, async (frames) => {
      const { classes } = await runFrames(context, frames, { classes: true })
      const [own, ...others] = rowsOf(classes!, frames.length + 1).map(centredLogits)
      return others.map((logits) => norm(logits.map((logit, index) => logit - own![index]!)))
    }),
}

/** Relative change of the map over that of the model's embedding. Throws USAGE_PARAMETER for a model without. */
export const relativeRepresentationStability: Metric<NoiseParameters> = {
  ...common,
  name: 'relative-representation-stability',
  title: 'relative representation stability',
  says: 'How much the map changes in proportion, at worst, over how much what the model makes of the picture does.',
  cost: ({ samples }) => samples + 1,
  measure: (context, parameters) =>
    measureRelative(context, parameters, async (frames) => {
      const { features } = await runFrames(context, frames, { features: true })
      const [own, ...others] = rowsOf(features!, frames.length + 1)
      return others.map((embedding) => norm(relativeChange(own!, embedding)))
    }),
}

/** `changesOf` tells how far each noisy frame is from the frame; where it cannot, nothing is explained for it. */
async function measureRelative(
  context: MetricContext,
  parameters: NoiseParameters,
  changesOf: (frames: readonly Frame[]) => Promise<readonly number[]>,
): Promise<Measurement> {
  const own = scaled(context.map)
  if (own === null) return undefinedBecause('the map is zero everywhere')
  const changes = await changesOf(noisyFrames(context.frame, parameters, context.seed))
  const others = (await noisyMaps(context, parameters)).map(({ map }) => scaled(map))
  const zeros = others.filter((other) => other === null).length
  if (zeros > 0) return undefinedBecause(`the map of ${zeros} of ${others.length} noisy pictures is zero everywhere`)
  const ratios = others.map((other, sample) => norm(relativeChange(own, other!)) / Math.max(changes[sample]!, smallest))
  return { value: Math.max(...ratios), parts: { mean: mean(ratios), median: median(ratios) } }
}

/** The map over the root of its mean square; null for zeros. */
function scaled(map: Float32Array): Float64Array | null {
  const scale = norm(map) / Math.sqrt(map.length)
  return scale === 0 ? null : Float64Array.from(map, (value) => value / scale)
}

function relativeChange(from: ArrayLike<number>, to: ArrayLike<number>): Float64Array {
  return Float64Array.from(from, (value, index) => (value - to[index]!) / (value === 0 ? smallest : value))
}

function levels({ rgb }: Frame): Float64Array {
  return Float64Array.from(rgb, (level) => level / 255)
}

/** What the model says of the frame and of each noisy one, in this order. */
function runFrames({ on, baseline, frame }: MetricContext, frames: readonly Frame[], want: { classes?: true; features?: true }) {
  const all = [frame, ...frames]
  return on!(baseline).evaluate({ kind: 'frames', count: all.length, draw: (index, rgb) => rgb.set(all[index]!.rgb) }, want)
}

function rowsOf(values: Float32Array, count: number): readonly Float32Array[] {
  const length = values.length / count
  return Array.from({ length: count }, (_, row) => values.subarray(row * length, (row + 1) * length))
}

/** Logarithms of a softmax are the logits but for a constant; their mean is taken off both. A probability that has vanished is the smallest normal float. */
function centredLogits(probabilities: Float32Array): Float64Array {
  const logarithms = Float64Array.from(probabilities, (probability) => Math.log(Math.max(probability, 2 ** -126)))
  const centre = mean(logarithms)
  return logarithms.map((logarithm) => logarithm - centre)
}
