import { TelltaleError } from '../errors.ts'
import type { Pixels } from '../image/pixels.ts'
import { chooseCellSize } from './cell-size.ts'
import { connectRegions } from './connectivity.ts'
import { dropEmptyRegions } from './drop-empty-regions.ts'
import { grid } from './grid.ts'
import { maximumRegions } from './limits.ts'
import type { RegionMap } from './region-map.ts'
import { slico } from './slico.ts'

export interface RegionOptions {
  readonly kind: 'slico' | 'grid'
  /** How many regions are wanted; the map says how many there are. */
  readonly count: number
  /** Whether stray parts of SLICO regions join a neighbour; default true. */
  readonly connectivity?: boolean
}

/**
 * Divides a frame into about `count` regions, each with at least one pixel. Throws USAGE_REGIONS when `count` is below 1, above 65535 or
 * above the number of pixels.
 */
export function createRegions(frame: Pixels, { kind, count, connectivity = true }: RegionOptions): RegionMap {
  const { width, height } = frame
  const limit = Math.min(maximumRegions, width * height)
  if (!Number.isInteger(count) || count < 1 || count > limit) {
    throw new TelltaleError(
      'USAGE_REGIONS',
      `A frame of ${width}x${height} pixels cannot have ${count} regions.`,
      `Give a whole number from 1 to ${limit}; 49 is usual.`,
      { value: count, limit },
    )
  }

  if (kind === 'grid') return grid(width, height, count)
  const regions = dropEmptyRegions(slico(frame, chooseCellSize(width, height, count)))
  return connectivity ? connectRegions(regions) : regions
}
