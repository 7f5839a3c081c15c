import { takesFrom, windowOf } from './slico-distance.ts'
import { largest, type SlicoState } from './slico-state.ts'

/**
 * Distances are estimated in float64, without the divisions and roundings of float32. Those are seven, which add less than 2^-21 to either
 * side: an estimate that is above another by this factor belongs to the larger distance.
 */
export const surely = 1 + 2 ** -19

/** Rows that are left out together when none of them can change hands. */
const blockRows = 16

/** What is known of the column at hand; a column fits the processor's nearest cache. */
interface Column {
  /** Per row the estimate above which a region surely loses to the holder; beyond all distances where the holder is out of reach. */
  readonly limits: Float64Array
  /** Per block of rows the largest limit, and the label that all of them had at first, or -1. */
  readonly blockLimits: Float64Array
  readonly blockLabels: Int32Array
}

/** Gives each pixel to the nearest of the regions whose window covers it, the lowest of equals; labels of pixels that none takes stay. */
export function assignPixels(state: SlicoState, covering: readonly (readonly number[])[]): void {
  const blocks = Math.ceil(state.height / blockRows)
  const column: Column = {
    limits: new Float64Array(state.height),
    blockLimits: new Float64Array(blocks),
    blockLabels: new Int32Array(blocks),
  }
  for (let x = 0; x < state.width; x++) {
    estimateHolders(state, x, column)
    summariseBlocks(state, x, column)
    for (const label of covering[x]!) challengeHolders(state, x, label, column)
  }
}

/** Per column the regions whose window covers it, ascending. */
export function regionsByColumn(state: SlicoState): readonly (readonly number[])[] {
  const columns = Array.from({ length: state.width }, (): number[] => [])
  for (let label = 0; label < state.count; label++) {
    const { left, right } = windowOf(state, label)
    for (let x = left; x < right; x++) columns[x]!.push(label)
  }
  return columns
}

/** One over the spread. Next to the largest float32 any colour distance comes to 0. */
function colourScaleOf({ spread }: SlicoState, label: number): number {
  return spread[label]! < largest ? 1 / spread[label]! : 0
}

/** Finds the limits that the present labels set. */
function estimateHolders(state: SlicoState, x: number, { limits }: Column): void {
  const { height, cell, colours, labels, centre } = state
  const column = x * height
  const placeScale = 1 / (cell * cell)
  limits.fill(largest * surely)
  for (let start = 0, end = 0; start < height; start = end) {
    const label = labels[column + start]!
    while (end < height && labels[column + end] === label) end++
    const { left, right, top, bottom } = windowOf(state, label)
    if (x < left || x >= right) continue
    const colourScale = colourScaleOf(state, label)
    const centreY = centre.y[label]!
    const red = centre.red[label]!
    const green = centre.green[label]!
    const blue = centre.blue[label]!
    const squaredX = (x - centre.x[label]!) ** 2
    const until = Math.min(end, bottom)
    for (let y = Math.max(start, top); y < until; y++) {
      const colour = colours[column + y]!
      const dy = y - centreY
      const dr = (colour & 255) - red
      const dg = ((colour >> 8) & 255) - green
      const db = (colour >> 16) - blue
      const estimate = (squaredX + dy * dy) * placeScale + (dr * dr + dg * dg + db * db) * colourScale
      limits[y] = Math.min(estimate, largest) * surely
    }
  }
}

function summariseBlocks({ height, labels }: SlicoState, x: number, { limits, blockLimits, blockLabels }: Column): void {
  const column = x * height
  for (let block = 0, y = 0; y < height; block++) {
    const first = labels[column + y]!
    const end = Math.min(y + blockRows, height)
    let limit = 0
    let same = true
    for (; y < end; y++) {
      if (limits[y]! > limit) limit = limits[y]!
      if (labels[column + y] !== first) same = false
    }
    blockLimits[block] = limit
    blockLabels[block] = same ? first : -1
  }
}

/** Takes for one region what is nearer to it than to the present holder. */
function challengeHolders(state: SlicoState, x: number, label: number, { limits, blockLimits, blockLabels }: Column): void {
  const { height, cell, colours, labels, centre } = state
  const { top, bottom } = windowOf(state, label)
  const column = x * height
  const placeScale = 1 / (cell * cell)
  const colourScale = colourScaleOf(state, label)
  const centreY = centre.y[label]!
  const red = centre.red[label]!
  const green = centre.green[label]!
  const blue = centre.blue[label]!
  const squaredX = (x - centre.x[label]!) ** 2
  for (let from = top, to = 0; from < bottom; from = to) {
    const block = Math.floor(from / blockRows)
    to = Math.min(bottom, (block + 1) * blockRows)
    const nearest = Math.max(from - centreY, centreY - to + 1, 0)
    if (blockLabels[block] === label || (squaredX + nearest * nearest) * placeScale > blockLimits[block]!) continue
    for (let y = from; y < to; y++) {
      const limit = limits[y]!
      const dy = y - centreY
      const place = (squaredX + dy * dy) * placeScale
      if (place > limit) continue
      const colour = colours[column + y]!
      const dr = (colour & 255) - red
      const dg = ((colour >> 8) & 255) - green
      const db = (colour >> 16) - blue
      const estimate = place + (dr * dr + dg * dg + db * db) * colourScale
      if (estimate > limit) continue
      const holder = labels[column + y]!
      if (holder === label) continue
      if (estimate * surely * surely < limit || takesFrom(state, holder, label, x, y)) {
        labels[column + y] = label
        limits[y] = estimate * surely
      }
    }
  }
}
