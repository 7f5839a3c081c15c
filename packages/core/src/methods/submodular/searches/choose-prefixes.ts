import { logistic } from '../../../math/logistic.ts'
import type { Deviations, Solution } from '../../../surrogate/deviations.ts'
import type { PrefixRows } from '../../../surrogate/prefix-rows.ts'
import { setKey } from '../../../surrogate/region-set.ts'
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
  readonly deviations: Deviations
  readonly rows: PrefixRows
  readonly order: readonly number[]
  readonly areas: Float64Array
}

/**
 * Of the open points of an order, `count` to measure next: a systematic sample with chances by how uncertain a point's probability is,
 * times the area it stands for. The most uncertain points alone would crowd in one place.
 */
export function choosePoints(path: RatedPath, open: readonly CurvePoint[], count: number): CurvePoint[] {
  const solutions = solvePoints(path, open)
  const { rows, order, areas, deviations } = path
  const N = order.length
  const uncertainty = open.map(({ size, dropped }, index) => {
    const mean = dropped ? rows.dropped[size]! : rows.kept[size]!
    const deviation = deviations.deviation(solutions[index]!)
    const area = areas[order[Math.max(size - 1, 0)]!]! + areas[order[Math.min(size, N - 1)]!]!
    return (logistic(mean + deviation) - logistic(mean - deviation)) * 0.5 * area
  })
  return systematicSample(uncertainty, count).map((index) => open[index]!)
}

/** Solutions of the points, whose covariances with the data follow the order region by region. */
function solvePoints({ surrogate, deviations, rows, order }: RatedPath, open: readonly CurvePoint[]): Solution[] {
  const { kernel, linear, linearAtEmpty } = surrogate
  const { regions: N, table } = kernel
  const n = surrogate.rows
  const bySize = new Map<number, number[]>()
  open.forEach(({ size }, index) => {
    bySize.set(size, [...(bySize.get(size) ?? []), index])
  })
  const linearPart = linearAtEmpty.slice(0, n)
  // `kernel.linear (prefix - 1/2)` and the prefix's own variance, which its complement shares.
  const effect = new Float64Array(N)
  let variance = 1
  for (let i = 0; i < N; i++) {
    for (let j = 0; j < N; j++) effect[i]! -= 0.5 * kernel.linear[i * N + j]!
    variance -= 0.5 * effect[i]!
  }
  const solutions: Solution[] = new Array(open.length)
  for (let size = 0; size <= N; size++) {
    if (size > 0) {
      const added = order[size - 1]!
      variance += 2 * effect[added]! + kernel.linear[added * N + added]!
      for (let i = 0; i < N; i++) effect[i]! += kernel.linear[i * N + added]!
      for (let k = 0; k < n; k++) linearPart[k]! += linear[k * N + added]!
    }
    for (const index of bySize.get(size) ?? []) {
      const { set, dropped } = open[index]!
      const solution = deviations.solutionOf(setKey(set), variance)
      solutions[index] = solution
      for (let k = solution.solved; k < n; k++) {
        const distance = rows.distances[size * rows.stride + k]!
        solution.v[k] = dropped ? table[N - distance]! - linearPart[k]! : table[distance]! + linearPart[k]!
      }
    }
  }
  deviations.solve(solutions)
  deviations.forget()
  return solutions
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
