import * as z from 'zod/mini'
import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import { mean } from '../../math/mean.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { fillNormal } from '../../random/normal-noise.ts'
import type { Measurement, MetricContext } from '../metric.ts'
import { groupCounts, rankPixels } from '../pixel-ranking.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding } from './hidden-with.ts'
import { nearestCount } from './nearest-count.ts'

export const noiseGapParameters = z.object({
  share: z
    ._default(z.number().check(z.minimum(0.001), z.maximum(0.999)), 0.25)
    .check(z.describe('Share of the frame that counts as important; pixels with the same value count together')),
  noise: z
    ._default(z.number().check(z.minimum(0.001), z.maximum(1)), 0.2)
    .check(z.describe('Standard deviation of the noise, as a share of the range of a colour')),
  samples: z._default(z.int().check(z.minimum(1), z.maximum(10_000)), 25).check(z.describe('Noisy pictures')),
})
export type NoiseGapParameters = z.infer<typeof noiseGapParameters>

/** How far the probability moves, either way, on average, when the important pixels get noise, or all others. */
export async function noiseGap(
  context: MetricContext,
  { share, noise, samples }: NoiseGapParameters,
  noisy: 'important' | 'others',
): Promise<Measurement> {
  const { frame, map } = context
  const unranked = unrankedMap(map)
  if (unranked) return undefinedBecause(unranked)
  const ranking = rankPixels(map)
  const important = nearestCount(groupCounts(ranking), share * map.length)
  const pixels = noisy === 'important' ? ranking.order.subarray(0, important) : ranking.order.subarray(important)
  if (pixels.length === 0 || pixels.length === map.length)
    return undefinedBecause('too many pixels of the map have the same value')
  const evaluator = evaluatorHiding(context, 'same')
  const drawn = new Float32Array(3 * map.length)
  const scores = await probabilitiesOf(evaluator, samples + 1, (index, rgb) => {
    rgb.set(frame.rgb)
    if (index === 0) return
    // The same noise for all maps of a picture.
    fillNormal(deriveSeed(context.seed, 'noise-gap', index), 255 * noise, drawn)
    for (const pixel of pixels)
      for (let at = 3 * pixel; at < 3 * pixel + 3; at++) rgb[at] = Math.min(255, Math.max(0, rgb[at]! + drawn[at]!))
  })
  const picture = scores[0]!
  return {
    value: mean(scores.subarray(1).map((score) => Math.abs(score - picture))),
    parts: { picture, noisy: pixels.length / map.length },
  }
}

async function probabilitiesOf(
  evaluator: MaskEvaluator,
  count: number,
  draw: (index: number, rgb: Float32Array) => void,
): Promise<Float64Array> {
  const { probabilities } = await evaluator.evaluate({ kind: 'frames', count, draw })
  return Float64Array.from({ length: count }, (_, index) => probabilities[index * evaluator.targets.length]!)
}
