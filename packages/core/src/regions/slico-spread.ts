import { surely } from './slico-assign.ts'
import { exactColourDistance, windowOf } from './slico-distance.ts'
import { largest, type SlicoState } from './slico-state.ts'

/**
 * Widens the spread of each region to the largest colour distance of its pixels. OpenCV takes the distance that it computed last at a
 * pixel, whether or not that region won: the one to the last region whose window covers the pixel.
 *
 * A pixel that none covers keeps its label and the distance it had, which its region knows already; at first, it has the largest.
 */
export function widenSpreads(state: SlicoState, covering: readonly (readonly number[])[], isFirstPass: boolean): void {
  const { width, height, count, labels, spread } = state
  const none = count
  const last = new Uint16Array(height)
  for (let x = 0; x < width; x++) {
    last.fill(none)
    for (const label of covering[x]!) {
      const { top, bottom } = windowOf(state, label)
      last.fill(label, top, bottom)
    }
    const column = x * height
    for (let start = 0, end = 0; start < height; start = end) {
      const label = labels[column + start]!
      const other = last[start]!
      while (end < height && last[end] === other && labels[column + end] === label) end++
      if (other !== none) spread[label] = widestOf(state, other, column + start, column + end, spread[label]!)
      else if (isFirstPass) spread[label] = largest
    }
  }
}

/** The largest colour distance to a region, and at least `widest`. */
function widestOf(state: SlicoState, label: number, from: number, to: number, widest: number): number {
  const { colours, centre } = state
  const red = centre.red[label]!
  const green = centre.green[label]!
  const blue = centre.blue[label]!
  let result = widest
  for (let i = from; i < to; i++) {
    const colour = colours[i]!
    const dr = (colour & 255) - red
    const dg = ((colour >> 8) & 255) - green
    const db = (colour >> 16) - blue
    // Few come near the widest so far; only those are rounded as float32 does.
    if ((dr * dr + dg * dg + db * db) * surely < result) continue
    result = Math.max(result, exactColourDistance(state, label, i))
  }
  return result
}
