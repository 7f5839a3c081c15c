import * as z from 'zod/mini'
import { constantWarnings } from '../../answer/constant-scores.ts'
import { softmax } from '../../math/softmax.ts'
import { budgetSpent } from '../../surrogate/budget-spent.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { streamScores } from '../sampling/stream-scores.ts'
import { type ChannelNumbers, rectified, weightedChannels } from './channel-sums.ts'
import { gridOf, gridResult } from './grid-result.ts'
import { layerParameter, nameOfLayer } from './layer-parameter.ts'
import { openingForwards, openLayer } from './open-layer.ts'
import { channelsParameter, expectedChannels, rankedChannels } from './ranked-channels.ts'
import { withoutLayer } from './unsuited.ts'

const parameters = z.object({ layer: layerParameter, channels: channelsParameter })

export type ScoreCamParameters = z.infer<typeof parameters>

/**
 * Score-CAM: each channel, scaled to 0..1 and enlarged, is a mask over the picture; channels are weighted by the softmax of the logits of what they
 * show. What they hide becomes the baseline. `effectiveChannels` says on how many the map rests: the softmax of logits that lie far apart leaves one.
 */
export const scoreCam: Method<ScoreCamParameters> = {
  name: 'score-cam',
  paper:
    'Wang, Wang, Du, Yang, Zhang, Ding, Mardziel and Hu, Score-CAM: Score-Weighted Visual Explanations for Convolutional Neural Networks, CVPR Workshops 2020',
  version: 1,
  access: 'activations',
  space: 'logit',
  signed: false,
  classSensitive: true,
  parameters,
  cost: (given, _, layer) => openingForwards + expectedChannels(given, layer),
  unsuited: withoutLayer,
  run,
}

async function run(context: MethodContext, { layer: named, channels: wanted }: ScoreCamParameters): Promise<MethodResult> {
  const { layer, activation: values } = await openLayer(context, nameOfLayer(named), 1)
  const own: ChannelNumbers = { channels: layer.channels, positions: layer.rows * layer.columns, values }
  // A mask that is the same everywhere shows nothing of where.
  const order = rankedChannels(own, wanted, (channel) => extentOf(channel).span > 0)
  const logits = new Float64Array(order.length)
  let done = 0
  const mapOf = (): { readonly values: Float64Array; readonly weights: Float64Array } => {
    const weights = softmax(logits.subarray(0, done))
    const byChannel = new Float64Array(layer.channels)
    weights.forEach((weight, rank) => {
      byChannel[order[rank]!] = weight
    })
    return { values: rectified(weightedChannels(own, byChannel)), weights }
  }
  const budget = context.budget - openingForwards
  const { frame } = context.evaluator
  for await (const chunk of streamScores({ ...context, budget }, order.length, 'logit', (first, count) => ({
    kind: 'grid' as const,
    count,
    cells: masksOf(own, order.slice(first, first + count)),
    size: [layer.rows, layer.columns] as const,
    upsampled: [frame.height, frame.width] as const,
    keys: order.slice(first, first + count).map((channel) => `score-cam:${layer.name}:${channel}`),
  }))) {
    logits.set(chunk.scores, chunk.first)
    done = chunk.first + chunk.count
    if (isTenth(chunk, order.length)) context.report(gridOf(layer, mapOf().values))
  }
  if (done === 0 && order.length > 0) throw budgetSpent(1, Math.max(0, Math.min(budget, context.evaluator.remaining)))
  const { values: map, weights } = mapOf()
  return gridResult(layer, {
    values: map,
    complete: done === order.length,
    statistics: { channels: done, effectiveChannels: 1 / weights.reduce((sum, weight) => sum + weight ** 2, 0) },
    warnings: constantWarnings(logits.subarray(0, done)),
  })
}

/** Some channels as masks, scaled to 0..1 before they are enlarged. */
function masksOf({ positions, values }: ChannelNumbers, channels: readonly number[]): Float32Array {
  const cells = new Float32Array(channels.length * positions)
  channels.forEach((channel, i) => {
    const own = values.subarray(channel * positions, (channel + 1) * positions)
    const { least, span } = extentOf(own)
    cells.set(
      own.map((value) => (value - least) / span),
      i * positions,
    )
  })
  return cells
}

function extentOf(values: Float32Array): { readonly least: number; readonly span: number } {
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    least = Math.min(least, value)
    largest = Math.max(largest, value)
  }
  return { least, span: largest - least }
}
