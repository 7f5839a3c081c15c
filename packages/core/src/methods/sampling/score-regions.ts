import { isTenth } from '../is-tenth.ts'
import type { MethodContext } from '../method.ts'
import { streamScores } from './stream-scores.ts'

/** 0/1 masks of the evaluator's regions, one after the other. */
export interface RegionMasks {
  readonly count: number
  readonly space: 'probability' | 'logit'
  /** Writes mask `index`, 1 = kept: from the seed, the method and the index only. */
  readonly write: (index: number, mask: Float32Array) => void
  /** Takes each mask with its score, in the order of the masks. */
  readonly take?: (mask: Float32Array, score: number, index: number) => void
  /** Values of the regions as far as they are known, asked for after each tenth. */
  readonly partial?: () => Float64Array
}

/** Shows the masks to the model and gives their scores: fewer than were asked for where the budget ended. */
export async function scoreRegions(
  context: MethodContext,
  { count, space, write, take, partial }: RegionMasks,
): Promise<Float64Array> {
  const regions = context.evaluator.regions.count
  const scores = new Float64Array(Math.min(count, affordable(context)))
  const rowOf = (weights: Float32Array, row: number): Float32Array => weights.subarray(row * regions, (row + 1) * regions)
  const masksOf = (first: number, size: number) => {
    const weights = new Float32Array(size * regions)
    for (let row = 0; row < size; row++) write(first + row, rowOf(weights, row))
    return { kind: 'regions', count: size, weights } as const
  }
  let done = 0
  for await (const part of streamScores(context, count, space, masksOf)) {
    scores.set(part.scores, part.first)
    if (take) part.scores.forEach((score, row) => void take(rowOf(part.masks.weights, row), score, part.first + row))
    done = part.first + part.count
    if (partial && isTenth(part, count)) context.report({ kind: 'regions', values: partial() })
  }
  return scores.subarray(0, done)
}

/** Forwards that the method may still spend. */
export function affordable({ budget, evaluator }: MethodContext): number {
  return Math.max(0, Math.floor(Math.min(budget, evaluator.remaining)))
}
