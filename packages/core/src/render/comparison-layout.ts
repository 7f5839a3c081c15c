import type { Rectangle } from '../image/picture.ts'
import { columnGap, contentWidth, fitInside, margin } from './layout.ts'

/** Where the methods of a comparison go: cells from left to right, row by row. */
export interface ComparisonGrid {
  readonly columns: number
  readonly cellWidth: number
  /** Size of every map. */
  readonly map: { readonly width: number; readonly height: number }
  /** Whether the figures stand right of the map rather than below it. */
  readonly beside: boolean
}

/** Width kept for a map that has its figures beside it. */
export const besideWidth = 300
/** Of wider maps only two stand side by side. */
const wideAspect = 1.8
/** A taller map is made narrower. */
const tallest = 1.25

/** The grid for so many methods over a frame of this aspect, width over height. */
export function comparisonGrid(count: number, aspect: number): ComparisonGrid {
  const columns = aspect > wideAspect ? 2 : count <= 4 ? count : count <= 6 ? 3 : 4
  const cellWidth = Math.floor((contentWidth - (columns - 1) * columnGap) / columns)
  const beside = columns === 2 && aspect <= wideAspect
  const width = beside ? besideWidth : cellWidth
  return { columns, cellWidth, map: fitInside(aspect, width, Math.round(width * tallest)), beside }
}

/** Upper left corner and width of each cell; a row is as high as the highest of its cells. */
export function placeCells(grid: ComparisonGrid, heights: readonly number[], top: number): readonly Omit<Rectangle, 'height'>[] {
  let y = top
  return heights.map((_, index) => {
    const column = index % grid.columns
    if (column === 0 && index > 0) y += Math.max(...heights.slice(index - grid.columns, index)) + rowGap
    return { x: margin + column * (grid.cellWidth + columnGap), y, width: grid.cellWidth }
  })
}

const rowGap = 40
