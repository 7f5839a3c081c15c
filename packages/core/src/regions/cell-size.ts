import { TelltaleError } from '../errors.ts'
import { maximumRegions } from './limits.ts'
import { countSeeds } from './slico-seeds.ts'

/**
 * The smallest SLICO cell, in pixels, whose number of seeds is nearest to `count` (49 regions of 224x224: 30). Throws USAGE_REGIONS on a
 * frame so narrow that no cell gives between 1 and 65535 seeds.
 */
export function chooseCellSize(width: number, height: number, count: number): number {
  // A cell of twice the shorter side has its first seed outside.
  const tooLarge = 2 * Math.min(width, height)
  let best = 0
  let bestError = Number.POSITIVE_INFINITY
  for (let cell = 1; cell < tooLarge; cell++) {
    const seeds = countSeeds(width, height, cell)
    const error = Math.abs(seeds - count)
    if (seeds < 1 || seeds > maximumRegions || error >= bestError) continue
    best = cell
    bestError = error
  }
  if (best > 0) return best
  throw new TelltaleError(
    'USAGE_REGIONS',
    `A frame of ${width}x${height} pixels is too narrow for SLICO regions.`,
    'Use grid regions for it.',
    { value: `${width}x${height}`, limit: maximumRegions },
  )
}
