import { constantWarnings } from '../../answer/constant-scores.ts'
import type { Attribution } from '../../explanation/attribution.ts'
import { createWindowMeans } from '../../math/window-means.ts'
import { type SlidingWindows, slidingWindows } from '../../regions/sliding-windows.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { type OcclusionParameters, occlusionParameters, occlusionSide } from './occlusion-parameters.ts'
import { streamScores } from './stream-scores.ts'

/**
 * Occlusion: what the score loses when a window is hidden, given to the pixels of the window. Nothing is random: the same for every seed. Says what
 * one window does alone, not what several do together.
 */
export const occlusion: Method<OcclusionParameters> = {
  name: 'occlusion',
  paper: 'Zeiler and Fergus, Visualizing and Understanding Convolutional Networks, ECCV 2014',
  version: 1,
  access: 'scores',
  space: 'probability',
  signed: true,
  classSensitive: true,
  parameters: occlusionParameters,
  // Patch and stride are rounded up with the size of the frame, so none has more windows than one of 224 pixels.
  cost: ({ patch, stride }) => (Math.ceil((occlusionSide - patch) / stride) + 1) ** 2 + 1,
  run,
}

async function run(context: MethodContext, given: OcclusionParameters): Promise<MethodResult> {
  const { frame } = context.evaluator
  const windows = windowsOn(frame, given)
  const means = createWindowMeans(frame.width, frame.height)
  const attributionOf = (): Attribution => ({ kind: 'map', values: given.aggregate === 'sum' ? means.sums() : means.means() })
  const scores = new Float64Array(windows.count)
  const whole = await wholeScore(context, given.space)
  const budget = Number.isNaN(whole) ? 0 : context.budget - 1
  let done = 0
  for await (const chunk of streamScores({ ...context, budget }, windows.count, given.space, masksOf(windows))) {
    chunk.scores.forEach((score, i) => {
      means.add(windows.window(chunk.first + i), whole - score)
    })
    scores.set(chunk.scores, chunk.first)
    done = chunk.first + chunk.count
    if (isTenth(chunk, windows.count)) context.report(attributionOf())
  }
  return {
    attribution: attributionOf(),
    complete: done === windows.count,
    predicted: null,
    statistics: { whole, windows: done, covered: means.covered() },
    warnings: constantWarnings([whole, ...scores.subarray(0, done)]),
  }
}

/** Patch and stride on this frame, each side scaled from 224 pixels and rounded up. */
function windowsOn({ width, height }: MethodContext['evaluator']['frame'], given: OcclusionParameters): SlidingWindows {
  const scaled = (length: number, pixels: number): number => Math.ceil((length * pixels) / occlusionSide)
  const sideOf = (length: number) => ({ length, window: scaled(length, given.patch), step: scaled(length, given.stride) })
  return slidingWindows(sideOf(height), sideOf(width))
}

function masksOf({ cells, hide, window }: SlidingWindows) {
  return (first: number, count: number) => {
    const weights = new Float32Array(count * cells.count).fill(1)
    for (let i = 0; i < count; i++) hide(first + i, weights.subarray(i * cells.count, (i + 1) * cells.count))
    const keys = Array.from({ length: count }, (_, i) => {
      const { x, y, width, height } = window(first + i)
      return `occlusion:${x}:${y}:${width}:${height}`
    })
    return { kind: 'regions', count, weights, regions: cells, keys } as const
  }
}

/** The score of the whole frame; NaN when the budget does not pay for it. */
async function wholeScore(context: MethodContext, space: OcclusionParameters['space']): Promise<number> {
  const whole = { kind: 'regions', count: 1, weights: new Float32Array(context.evaluator.regions.count).fill(1) } as const
  for await (const { scores } of streamScores(context, 1, space, () => whole)) return scores[0]!
  return Number.NaN
}
