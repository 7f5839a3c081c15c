import type { Pixels } from '../image/pixels.ts'

/** Where each region starts, in label order. */
export interface Seeds {
  readonly x: Float32Array
  readonly y: Float32Array
}

/** Seeds that `placeSeeds` puts on a frame, without placing them; 0 when the frame is too small for the cell. */
export function countSeeds(width: number, height: number, cell: number): number {
  const half = Math.floor(cell / 2)
  const rows = stepsWithin(height, half, cell)
  const even = stepsWithin(width, half, cell)
  const odd = stepsWithin(width, 2 * half, cell)
  return Math.ceil(rows / 2) * even + Math.floor(rows / 2) * odd
}

/** How many of `start`, `start + step`, ... are below `size`. */
function stepsWithin(size: number, start: number, step: number): number {
  return size > start ? Math.floor((size - 1 - start) / step) + 1 : 0
}

/** A staggered grid, row by row: odd rows are shifted by half a cell. Each seed is then nudged away from edges. */
export function placeSeeds(frame: Pixels, cell: number): Seeds {
  const { width, height } = frame
  const half = Math.floor(cell / 2)
  const count = countSeeds(width, height, cell)
  const x = new Float32Array(count)
  const y = new Float32Array(count)
  let label = 0
  for (let row = 0, top = half; top < height; row++, top += cell) {
    for (let left = row % 2 === 0 ? half : 2 * half; left < width; left += cell) {
      const [nudgedX, nudgedY] = nudge(frame, left, top)
      x[label] = nudgedX
      y[label] = nudgedY
      label++
    }
  }
  return { x, y }
}

/** West, north-west, and so on round the clock: the first of equals wins. */
const neighbours = [
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
] as const

/** The neighbour with the weakest edge. OpenCV moves a seed only where both coordinates change, and equal maps need the same. */
function nudge(frame: Pixels, x: number, y: number): readonly [x: number, y: number] {
  let bestX = x
  let bestY = y
  let weakest = edgeStrength(frame, x, y)
  for (const [dx, dy] of neighbours) {
    const toX = x + dx
    const toY = y + dy
    if (toX < 0 || toY < 0 || toX >= frame.width || toY >= frame.height) continue
    const strength = edgeStrength(frame, toX, toY)
    if (strength >= weakest) continue
    weakest = strength
    bestX = toX
    bestY = toY
  }
  return bestX !== x && bestY !== y ? [bestX, bestY] : [x, y]
}

/** Squared central differences over both axes and all channels; the border is mirrored. */
function edgeStrength({ width, height, rgb }: Pixels, x: number, y: number): number {
  const left = 3 * (y * width + mirror(x - 1, width))
  const right = 3 * (y * width + mirror(x + 1, width))
  const above = 3 * (mirror(y - 1, height) * width + x)
  const below = 3 * (mirror(y + 1, height) * width + x)
  let strength = 0
  for (let c = 0; c < 3; c++) {
    const dx = rgb[right + c]! - rgb[left + c]!
    const dy = rgb[below + c]! - rgb[above + c]!
    strength += dx * dx + dy * dy
  }
  return strength
}

/** Reflects an index one step outside without repeating the border pixel. */
function mirror(index: number, size: number): number {
  if (size === 1) return 0
  if (index < 0) return 1
  return index < size ? index : size - 2
}
