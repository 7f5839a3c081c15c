import { logistic } from '../../../math/logistic.ts'
import type { PrefixRows } from '../../../surrogate/prefix-rows.ts'
import type { Surrogate } from '../../../surrogate/surrogate.ts'

/** A point of the two curves of an order: what is shown when the first `size` regions are kept, or when they are dropped. */
export interface CurvePoint {
  readonly size: number
  readonly dropped: boolean
  readonly set: Uint8Array
}

/** The chosen order with everything that is known of it. */
export interface RatedPath {
  readonly surrogate: Surrogate
  readonly rows: PrefixRows
  readonly order: readonly number[]
  readonly areas: Float64Array
}

/** Each point rated costs a triangular solve. */
const mostRated = 512

/**
 * Of the open points of an order, `count` to measure next: a systematic sample with chances by how uncertain a point's probability is,
 * times the area it stands for. The most uncertain points alone would crowd in one place. Of more than 512 points, so many are considered,
 * evenly spread, or `count` of them.
 */
export function choosePoints(path: RatedPath, points: readonly CurvePoint[], count: number): CurvePoint[] {
  const open = evenly(points, Math.max(mostRated, count))
  const { rows, order, areas } = path
  const { deviations } = path.surrogate
  const N = order.length
  const solutions = open.map(({ set }) => deviations.solutionOf(set))
  deviations.finish(solutions)
  const uncertainty = open.map(({ size, dropped }, index) => {
    const mean = dropped ? rows.dropped[size]! : rows.kept[size]!
    const deviation = deviations.deviation(solutions[index]!)
    const area = areas[order[Math.max(size - 1, 0)]!]! + areas[order[Math.min(size, N - 1)]!]!
    return (logistic(mean + deviation) - logistic(mean - deviation)) * 0.5 * area
  })
  return systematicSample(uncertainty, count).map((index) => open[index]!)
}

function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, index) => items[Math.floor((index * items.length) / most)]!)
}

/** Indices at the middles of `count` equal parts of the cumulative weight; repeats are replaced by the largest weights left. */
function systematicSample(given: readonly number[], count: number): number[] {
  const top = Math.max(...given)
  const weights = given.map((weight) => weight + 1e-4 * top + 1e-9)
  let total = 0
  const cumulative = weights.map((weight) => {
    total += weight
    return total
  })
  const picked = new Set<number>()
  for (let part = 0; part < count; part++) {
    let index = 0
    while (index < weights.length - 1 && cumulative[index]! / total < (part + 0.5) / count) index++
    picked.add(index)
  }
  const largestFirst = [...weights.keys()].sort((a, b) => weights[b]! - weights[a]! || a - b)
  for (const index of largestFirst) {
    if (picked.size >= count) break
    picked.add(index)
  }
  return [...picked]
}
