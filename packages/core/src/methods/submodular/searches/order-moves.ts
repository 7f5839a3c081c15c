import type { PrefixRows } from '../../../surrogate/prefix-rows.ts'

/** An order and the insertion minus deletion area that the surrogate expects of it. */
export interface RatedOrder {
  readonly order: readonly number[]
  readonly area: number
}

const tolerance = 1e-4
const passes = 20

/** A pass over all moves of one region to another place, each priced by the change of area it brings. */
interface MoveTable {
  /** f64[N, N]: change of area when the region at place i moves to place j, where listed. */
  readonly changes: Float64Array
  /** `i * N + j` of the moves worth making; the first `listed` entries count. */
  readonly moves: Int32Array
}

/**
 * Best-insertion local search on the surrogate: while moves of single regions raise the expected area, take them, best first, as long as
 * their intervals do not touch. `rows` must be up to date for `start`, and is for the result. `mayGoOn` is asked before every pass.
 */
export function improveOrder(
  rows: PrefixRows,
  areas: Float64Array,
  start: readonly number[],
  mayGoOn: () => boolean = () => true,
): RatedOrder {
  const N = areas.length
  const table: MoveTable = { changes: new Float64Array(N * N), moves: new Int32Array(N * N) }
  const order = start.slice()
  let cumulative = cumulativeAreas(rows, areas, order)
  for (let pass = 0; pass < passes && mayGoOn(); pass++) {
    const listed = priceMoves(rows, areas, order, cumulative, table)
    if (listed === 0) break
    for (const [from, to] of applyMoves(order, table, listed)) rows.update(order, from, to)
    cumulative = cumulativeAreas(rows, areas, order)
  }
  return { order, area: cumulative[N]! }
}

/** Area between the curves up to each prefix, by trapezoids. */
function cumulativeAreas(rows: PrefixRows, areas: Float64Array, order: readonly number[]): Float64Array {
  const N = areas.length
  const { gains } = rows
  const sums = new Float64Array(N + 1)
  for (let t = 0; t < N; t++) sums[t + 1] = sums[t]! + 0.5 * (gains[t]! + gains[t + 1]!) * areas[order[t]!]!
  return sums
}

/** Prices all moves and lists those worth more than the tolerance; returns how many. */
function priceMoves(
  { gains, neighbours }: PrefixRows,
  areas: Float64Array,
  order: readonly number[],
  cumulative: Float64Array,
  { changes, moves }: MoveTable,
): number {
  const N = areas.length
  const widths = Float64Array.from(order, (region) => areas[region]!)
  let listed = 0
  for (let i = 0; i < N; i++) {
    const region = order[i]!
    const own = widths[i]!
    let between = 0
    let last = gains[i + 1]!
    for (let j = i - 1; j >= 0; j--) {
      const value = neighbours[j * N + region]!
      between += 0.5 * (value + last) * widths[j]!
      last = value
      const change = between + 0.5 * (gains[j]! + value) * own - (cumulative[i + 1]! - cumulative[j]!)
      if (change > tolerance) {
        changes[i * N + j] = change
        moves[listed++] = i * N + j
      }
    }
    between = 0
    last = gains[i]!
    for (let j = i + 1; j < N; j++) {
      const value = neighbours[(j + 1) * N + region]!
      between += 0.5 * (last + value) * widths[j]!
      last = value
      const change = between + 0.5 * (value + gains[j + 1]!) * own - (cumulative[j + 1]! - cumulative[i]!)
      if (change > tolerance) {
        changes[i * N + j] = change
        moves[listed++] = i * N + j
      }
    }
  }
  return listed
}

/** Makes the listed moves, best first, that touch no place a better one has touched; returns the prefixes that changed. */
function applyMoves(order: number[], table: MoveTable, listed: number): [from: number, to: number][] {
  const N = order.length
  const changed: [number, number][] = []
  // Few moves are made of the many listed: finding the best of those left is cheaper than sorting all.
  for (let left = listed; left > 0; ) {
    const move = bestMove(table, left)
    const from = Math.floor(move / N)
    const to = move - from * N
    const low = Math.min(from, to)
    const high = Math.max(from, to)
    const [region] = order.splice(from, 1)
    order.splice(to, 0, region!)
    changed.push([low + 1, high])
    left = keepApart(table.moves, left, N, low, high)
  }
  return changed
}

/** The move worth most; the smaller number in a tie. */
function bestMove({ changes, moves }: MoveTable, count: number): number {
  let best = moves[0]!
  for (let i = 1; i < count; i++) {
    const move = moves[i]!
    const difference = changes[move]! - changes[best]!
    if (difference > 0 || (difference === 0 && move < best)) best = move
  }
  return best
}

/** Moves those of the first `count` to the front that touch no place of `low..high`; returns how many. */
function keepApart(moves: Int32Array, count: number, N: number, low: number, high: number): number {
  let kept = 0
  for (let i = 0; i < count; i++) {
    const move = moves[i]!
    const from = Math.floor(move / N)
    const to = move - from * N
    if (Math.max(from, to) < low || Math.min(from, to) > high) moves[kept++] = move
  }
  return kept
}
