import * as z from 'zod/mini'
import type { Frame } from '../../model/classifier.ts'
import { nearestGrid } from '../../regions/nearest-grid.ts'
import { paintedMeans } from '../../regions/region-means.ts'
import type { MetricContext } from '../metric.ts'

/** The parameter that says how large a patch is. */
export const patchSide = z
  ._default(z.int().check(z.minimum(1), z.maximum(224)), 8)
  .check(
    z.describe(
      'Side of a patch in pixels of the frame; where it does not divide the frame, patches are a little larger or smaller',
    ),
  )

/** How many patches of about this side there are to a frame, and the pixels of one, on average. */
export function patchesOf({ width, height }: Pick<Frame, 'width' | 'height'>, side: number) {
  const cells = (length: number): number => Math.max(1, Math.round(length / side))
  const [columns, rows] = [cells(width), cells(height)]
  return { columns, rows, pixels: (width * height) / (columns * rows) }
}

/** The map with every patch in the mean of its values, so that patches move as one; of equal patches it ranks as their sums do. */
export function patchMap({ map, frame }: Pick<MetricContext, 'map' | 'frame'>, side: number): Float32Array {
  const { columns, rows } = patchesOf(frame, side)
  return paintedMeans(map, nearestGrid(frame.width, frame.height, rows, columns))
}
