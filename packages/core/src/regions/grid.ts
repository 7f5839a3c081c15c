import { cellsOfPixels } from './cells.ts'
import { maximumRegions } from './limits.ts'
import type { RegionMap } from './region-map.ts'

/**
 * About `count` nearly square cells in rows and columns, numbered row by row; the last row and column take the pixels that are left over.
 * `count` is between 1 and the number of pixels.
 */
export function grid(width: number, height: number, count: number): RegionMap {
  const wanted = Math.round(Math.sqrt((count * height) / width))
  const rows = Math.min(Math.max(wanted, Math.ceil(count / width), 1), height, count)
  const columns = Math.min(Math.max(1, Math.round(count / rows)), width, Math.floor(maximumRegions / rows))
  const labels = Uint16Array.from(cellsOfPixels(width, height, rows, columns))
  return { width, height, count: rows * columns, labels, kind: 'grid' }
}
