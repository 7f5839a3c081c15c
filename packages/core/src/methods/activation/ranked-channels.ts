import * as z from 'zod/mini'
import { variance } from '../../math/variance.ts'
import type { ChannelNumbers } from './channel-sums.ts'
import { expectedSize } from './layer-parameter.ts'

/** How many channels are tried, one forward each. */
export const channelsParameter = z
  ._default(z.int().check(z.minimum(0), z.maximum(100_000)), 0)
  .check(z.describe('Channels that are tried, those of the largest variance first; 0 for all of the layer'))

/** Channels that are tried at most. */
export function expectedChannels(
  { layer, channels }: { readonly layer: string; readonly channels: number },
  suggested: Parameters<typeof expectedSize>[1],
): number {
  const all = expectedSize(layer, suggested).channels
  return channels === 0 ? all : Math.min(channels, all)
}

/** Channels by falling variance over their positions, ties by their number, without those that hold nothing to try; at most so many, 0 for all. */
export function rankedChannels(
  { channels, positions, values }: ChannelNumbers,
  most: number,
  isWorthTrying: (own: Float32Array) => boolean,
): readonly number[] {
  const ownOf = (channel: number): Float32Array => values.subarray(channel * positions, (channel + 1) * positions)
  const ranked = Array.from({ length: channels }, (_, channel) => ({ channel, varies: variance(ownOf(channel)) }))
    .filter(({ channel }) => isWorthTrying(ownOf(channel)))
    .sort((a, b) => b.varies - a.varies || a.channel - b.channel)
    .map(({ channel }) => channel)
  return most === 0 ? ranked : ranked.slice(0, most)
}
