import * as z from 'zod/mini'
import { budgetSpent } from '../../surrogate/budget-spent.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { type ChannelNumbers, rectified, weightedChannels } from './channel-sums.ts'
import { gridOf, gridResult } from './grid-result.ts'
import { layerParameter, nameOfLayer } from './layer-parameter.ts'
import { openingForwards, openLayer } from './open-layer.ts'
import { channelsParameter, expectedChannels, rankedChannels } from './ranked-channels.ts'
import { streamActivations } from './stream-activations.ts'
import { withoutLayer } from './unsuited.ts'

const parameters = z.object({ layer: layerParameter, channels: channelsParameter })

export type AblationCamParameters = z.infer<typeof parameters>

/** Drops are shares of the logit's size, which may be nothing. */
const smallestLogit = 1e-6

/**
 * Ablation-CAM: channels weighted by the share of the logit that is lost when the channel is zero. Only the network behind the layer runs again.
 * The share is of the logit's size: divided by a logit below zero, what speaks for the class would speak against it.
 */
export const ablationCam: Method<AblationCamParameters> = {
  name: 'ablation-cam',
  paper:
    'Desai and Ramaswamy, Ablation-CAM: Visual Explanations for Deep Convolutional Network via Gradient-free Localization, WACV 2020',
  version: 1,
  access: 'activations',
  space: 'logit',
  signed: false,
  classSensitive: true,
  parameters,
  cost: (given, _, layer) => openingForwards + 1 + expectedChannels(given, layer),
  unsuited: withoutLayer,
  run,
}

async function run(context: MethodContext, { layer: named, channels: wanted }: AblationCamParameters): Promise<MethodResult> {
  const head = await openLayer(context, nameOfLayer(named), 2)
  const { layer, activation: values } = head
  const own: ChannelNumbers = { channels: layer.channels, positions: layer.rows * layer.columns, values }
  // What is zero already loses nothing.
  const order = rankedChannels(own, wanted, (channel) => channel.some((value) => value !== 0))
  const weights = new Float64Array(layer.channels)
  const mapOf = (): Float64Array => rectified(weightedChannels(own, weights))
  // The layer as it is comes first, then the layer without one channel after the other.
  const all = 1 + order.length
  const write = (index: number, into: Float32Array): void => {
    into.set(values)
    if (index > 0) into.fill(0, order[index - 1]! * own.positions, (order[index - 1]! + 1) * own.positions)
  }
  let whole = Number.NaN
  let done = 0
  for await (const chunk of streamActivations(context, head, all, write)) {
    if (chunk.first === 0) whole = chunk.logits[0]!
    chunk.logits.forEach((logit, i) => {
      const channel = order[chunk.first + i - 1]
      if (channel !== undefined) weights[channel] = (whole - logit) / Math.max(Math.abs(whole), smallestLogit)
    })
    done = chunk.first + chunk.count
    if (isTenth(chunk, all)) context.report(gridOf(layer, mapOf()))
  }
  if (done < Math.min(2, all)) throw budgetSpent(2, Math.max(0, Math.min(context.budget - openingForwards, head.remaining)))
  return gridResult(layer, { values: mapOf(), complete: done === all, statistics: { logit: whole, channels: done - 1 } })
}
