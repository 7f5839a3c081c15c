import { largest, type SlicoState } from './slico-state.ts'

/** The pixels that a region may take: those around its centre. */
export interface SlicoWindow {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The window of a region, cut off at the frame; `right` and `bottom` are beyond it. */
export function windowOf({ width, height, cell, centre }: SlicoState, label: number): SlicoWindow {
  const x = Math.trunc(centre.x[label]!)
  const y = Math.trunc(centre.y[label]!)
  return {
    left: Math.max(0, x - cell),
    right: Math.min(width, x + cell),
    top: Math.max(0, y - cell),
    bottom: Math.min(height, y + cell),
  }
}

/** Squared distance of a pixel's colour to a region's in float32, with OpenCV's order of additions. */
export function exactColourDistance({ colours, centre }: SlicoState, label: number, pixel: number): number {
  const fround = Math.fround
  const colour = colours[pixel]!
  const dr = fround((colour & 255) - centre.red[label]!)
  const dg = fround(((colour >> 8) & 255) - centre.green[label]!)
  const db = fround((colour >> 16) - centre.blue[label]!)
  return fround(fround(fround(db * db) + fround(dg * dg)) + fround(dr * dr))
}

/** SLICO's distance of a pixel to a region in float32: colour in units of the region's spread, place in units of the cell. */
function exactDistance(state: SlicoState, label: number, x: number, y: number): number {
  const { height, cell, centre, spread } = state
  const fround = Math.fround
  const colour = exactColourDistance(state, label, x * height + y)
  const dx = fround(x - centre.x[label]!)
  const dy = fround(y - centre.y[label]!)
  const place = fround(fround(fround(dx * dx) + fround(dy * dy)) / fround(cell * cell))
  return fround(fround(colour / spread[label]!) + place)
}

/** Whether a pixel belongs to this region rather than to the one that holds it: the nearer, and of equals the lower. */
export function takesFrom(state: SlicoState, holder: number, label: number, x: number, y: number): boolean {
  const distance = exactDistance(state, label, x, y)
  if (distance >= largest) return false
  const { left, right, top, bottom } = windowOf(state, holder)
  if (x < left || x >= right || y < top || y >= bottom) return true
  const held = exactDistance(state, holder, x, y)
  return distance < held || (distance === held && label < holder)
}
