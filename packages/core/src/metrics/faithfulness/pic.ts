import * as z from 'zod/mini'
import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import { deflatedSize } from '../../image/deflated-size.ts'
import { imputeLinearly } from '../../image/noisy-linear-imputation.ts'
import { areaUnderCurve } from '../../math/area-under-curve.ts'
import type { Frame } from '../../model/classifier.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { permutedIndex } from '../../random/permuted-index.ts'
import type { Metric } from '../metric.ts'
import { scoreWhole } from '../pixel-masks.ts'
import { groupCounts, rankPixels } from '../pixel-ranking.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding } from './hidden-with.ts'
import { nearestCount } from './nearest-count.ts'

/** Shares of the frame that are shown, as published. */
const shares = [0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.1, 0.13, 0.21, 0.34, 0.5, 0.75]

const picParameters = z.object({
  kept: z
    ._default(z.number().check(z.minimum(0.0001), z.maximum(0.5)), 0.01)
    .check(z.describe('Share of random pixels that the blurred picture is made from, beside its four corners')),
  least: z
    ._default(z.number().check(z.minimum(0), z.maximum(1)), 0.8)
    .check(z.describe('Probability of the whole picture below which there is no value')),
})
export type PicParameters = z.infer<typeof picParameters>

/** A picture on the way from the blurred to the whole one. */
interface Step {
  readonly size: number
  readonly probability: number
  readonly wins: boolean
}

/**
 * Performance information curve, of the probability (SIC): what part of the probability comes back with what part of the information while the most
 * important pixels are put into a blurred picture. The blurred picture keeps a few random pixels and paints the rest from them; information is the size
 * as a PNG, which stands in for the published WebP. The curve never falls. Part `aic`: the same of whether the class wins.
 */
export const pic: Metric<PicParameters> = {
  name: 'pic',
  title: 'performance information curve',
  says: 'How soon the probability comes back while a blurred picture gets its most important pixels back, counted in information and not in area: 1 at once, 0 only at the end.',
  paper: 'Kapishnikov, Bolukbasi, Viegas and Terry, XRAI: Better Attributions Through Regions, ICCV 2019',
  direction: 'higher',
  range: [0, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: picParameters,
  cost: () => shares.length + 2,
  measure: async (context, { kept, least }) => {
    const { frame, map } = context
    const unranked = unrankedMap(map)
    if (unranked) return undefinedBecause(unranked)
    const evaluator = evaluatorHiding(context, 'same')
    const { probability: picture, predicted } = await scoreWhole(evaluator)
    if (picture < least)
      return undefinedBecause(
        `the model gives the class ${picture.toFixed(2)} on the whole picture, and ${least} are asked for`,
        {
          parts: { picture },
        },
      )
    const seed = deriveSeed(context.seed, 'pic')
    const blurred = blurredFrame(frame, kept, seed)
    const ranking = rankPixels(map)
    const ends = groupCounts(ranking)
    const counts = [...new Set(shares.map((share) => nearestCount(ends, share * map.length)))].filter(
      (count) => count > 0 && count < map.length,
    )
    const shown = counts.map((count) => withPixels(blurred, frame, ranking.order.subarray(0, count)))
    const [first, ...steps] = await measureFrames(evaluator, [blurred, ...shown])
    const last: Step = {
      size: await deflatedSize(frame),
      probability: picture,
      wins: predicted === evaluator.targets[0]!.class,
    }
    const parts = { picture, blurred: first!.probability }
    if (first!.size >= last.size) return undefinedBecause('the blurred picture is no smaller than the whole one', { parts })
    if (first!.probability >= picture)
      return undefinedBecause('the blurred picture has no less of the class than the whole one', { parts })
    const curve = risingCurve([first!, ...steps, last], ({ probability }) => probability)
    const wins = last.wins && !first!.wins ? risingCurve([first!, ...steps, last], (step) => (step.wins ? 1 : 0)) : null
    return {
      value: areaUnderCurve(curve.share, curve.score),
      parts: { ...parts, aic: wins ? areaUnderCurve(wins.share, wins.score) : null },
      curve,
    }
  },
}

/** Random pixels and the corners, and the rest painted from them. */
function blurredFrame(frame: Frame, kept: number, seed: number): Frame {
  const { width, height } = frame
  const pixels = width * height
  const removed = new Uint8Array(pixels).fill(1)
  for (const corner of [0, width - 1, pixels - width, pixels - 1]) removed[corner] = 0
  for (let drawn = 0; drawn < Math.round(kept * pixels); drawn++) removed[permutedIndex(drawn, pixels, seed)] = 0
  const painted = imputeLinearly(frame, removed, { deviation: 0, seed })
  return { ...frame, rgb: Uint8Array.from(painted, (value) => Math.min(255, Math.max(0, Math.round(value)))) }
}

function withPixels(blurred: Frame, frame: Frame, pixels: Uint32Array): Frame {
  const rgb = blurred.rgb.slice()
  for (const pixel of pixels) rgb.set(frame.rgb.subarray(3 * pixel, 3 * pixel + 3), 3 * pixel)
  return { ...frame, rgb }
}

async function measureFrames(evaluator: MaskEvaluator, frames: readonly Frame[]): Promise<readonly Step[]> {
  const [target] = evaluator.targets
  const scores = await evaluator.evaluate({
    kind: 'frames',
    count: frames.length,
    draw: (index, rgb) => void rgb.set(frames[index]!.rgb),
  })
  const sizes = await Promise.all(frames.map(deflatedSize))
  return sizes.map((size, index) => ({
    size,
    probability: scores.probabilities[index * evaluator.targets.length]!,
    wins: scores.predicted[index] === target!.class,
  }))
}

/** From 0 to 1 on both axes between the first and the last step, by ascending size; it never falls. */
function risingCurve(
  steps: readonly Step[],
  scoreOf: (step: Step) => number,
): { readonly share: Float64Array; readonly score: Float64Array } {
  const [first, last] = [steps[0]!, steps.at(-1)!]
  const between = (value: number, from: number, to: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)))
  const points = steps
    .map((step) => [between(step.size, first.size, last.size), between(scoreOf(step), scoreOf(first), scoreOf(last))] as const)
    .sort(([a, x], [b, y]) => a - b || x - y)
  let highest = 0
  const score = points.map(([, value]) => {
    highest = Math.max(highest, value)
    return highest
  })
  return { share: Float64Array.from(points, ([share]) => share), score: Float64Array.from(score) }
}
