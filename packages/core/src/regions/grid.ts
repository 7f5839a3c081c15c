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
  const cellHeight = Math.floor(height / rows)
  const cellWidth = Math.floor(width / columns)

  const labels = new Uint16Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const firstOfRow = Math.min(rows - 1, Math.floor(y / cellHeight)) * columns
    for (let x = 0; x < width; x++) labels[i++] = firstOfRow + Math.min(columns - 1, Math.floor(x / cellWidth))
  }
  return { width, height, count: rows * columns, labels, kind: 'grid' }
}
