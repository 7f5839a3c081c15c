import { TelltaleError } from '../errors.ts'
import type { RegionMap } from './region-map.ts'

/**
 * The cells of a coarse mask of `rows` by `columns` that is enlarged to the frame without interpolation, as regions numbered row by row:
 * a pixel belongs to the cell under its middle, `floor((i + 0.5) rows / height)`. Throws USAGE_PARAMETER when the mask is finer than the frame.
 */
export function nearestGrid(width: number, height: number, rows: number, columns: number): RegionMap {
  if (rows > height || columns > width) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `A grid of ${rows}x${columns} cells is finer than the frame of ${height}x${width} pixels (rows x columns).`,
      'Use a coarser grid.',
      { value: `${rows}x${columns}`, limit: `${height}x${width}` },
    )
  }
  const columnOf = Uint16Array.from({ length: width }, (_, x) => cellUnder(x, columns, width))
  const labels = new Uint16Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const firstOfRow = cellUnder(y, rows, height) * columns
    for (let x = 0; x < width; x++) labels[i++] = firstOfRow + columnOf[x]!
  }
  return { width, height, count: rows * columns, labels, kind: 'grid' }
}

/** Whole numbers until the division, so that no border moves by rounding. */
function cellUnder(pixel: number, cells: number, pixels: number): number {
  return Math.floor(((2 * pixel + 1) * cells) / (2 * pixels))
}
