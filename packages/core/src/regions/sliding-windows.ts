import { TelltaleError } from '../errors.ts'
import type { Rectangle } from '../image/picture.ts'
import { maximumRegions } from './limits.ts'
import type { RegionMap } from './region-map.ts'

/** Equal windows that slide over a frame and cover every pixel of it, row by row from the top left. */
export interface SlidingWindows {
  readonly count: number
  /** Window `index` in pixels. */
  readonly window: (index: number) => Rectangle
  /** The cells that the edges of all windows cut the frame into: each window is made of whole ones. */
  readonly cells: RegionMap
  /** Writes 0 for the cells of a window and leaves the others; `weights` has one number per cell. */
  readonly hide: (index: number, weights: Float32Array) => void
}

/** Height or width of the frame, of a window, and the step between two, in pixels. */
interface Side {
  readonly length: number
  readonly window: number
  readonly step: number
}

/**
 * Windows of `window` pixels every `step` pixels on both axes, the last row and column of them at the far edge wherever the steps end, so that
 * no rim stays uncovered. A window is no longer than the frame, and a step no longer than a window. Throws USAGE_PARAMETER where the edges
 * make more than 65535 cells.
 */
export function slidingWindows(vertical: Side, horizontal: Side): SlidingWindows {
  const [tops, lefts] = [anchorsOf(vertical), anchorsOf(horizontal)]
  const [rows, columns] = [edgesOf(tops, vertical), edgesOf(lefts, horizontal)]
  const across = columns.length - 1
  const window = (index: number): Rectangle => ({
    x: lefts[index % lefts.length]!,
    y: tops[Math.floor(index / lefts.length)]!,
    width: horizontal.window,
    height: vertical.window,
  })
  return {
    count: tops.length * lefts.length,
    window,
    cells: cellsBetween(rows, columns),
    hide: (index, weights) => {
      const { x, y, width, height } = window(index)
      const [left, right] = [columns.indexOf(x), columns.indexOf(x + width)]
      for (let row = rows.indexOf(y); rows[row]! < y + height; row++) weights.fill(0, row * across + left, row * across + right)
    },
  }
}

/** Where windows begin: `ceil((length - window) / step) + 1` places. */
function anchorsOf({ length, window, step }: Side): readonly number[] {
  const last = length - window
  return Array.from({ length: Math.ceil(last / step) + 1 }, (_, place) => Math.min(place * step, last))
}

/** Where windows begin or end, ascending and once each: from 0 to the length of the side. */
function edgesOf(anchors: readonly number[], { window }: Side): readonly number[] {
  return [...new Set(anchors.flatMap((anchor) => [anchor, anchor + window]))].sort((a, b) => a - b)
}

function cellsBetween(rows: readonly number[], columns: readonly number[]): RegionMap {
  const [height, width] = [rows.at(-1)!, columns.at(-1)!]
  const count = (rows.length - 1) * (columns.length - 1)
  if (count > maximumRegions) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The edges of the windows cut the frame of ${width}x${height} pixels into ${count} cells; the limit is ${maximumRegions}.`,
      'Use a larger stride, or a patch that is a multiple of it.',
      { value: count, limit: maximumRegions },
    )
  }
  const [rowOf, columnOf] = [placesOf(rows), placesOf(columns)]
  const labels = new Uint16Array(width * height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++) labels[i++] = rowOf[y]! * (columns.length - 1) + columnOf[x]!
  return { width, height, count, labels, kind: 'grid' }
}

/** For each pixel of a side, between which two edges it lies. */
function placesOf(edges: readonly number[]): Uint16Array {
  const places = new Uint16Array(edges.at(-1)!)
  for (let place = 1; place < edges.length; place++) places.fill(place - 1, edges[place - 1], edges[place])
  return places
}
