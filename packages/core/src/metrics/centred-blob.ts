import { bell } from '../math/bell.ts'
import type { RegionMap } from '../regions/region-map.ts'

/** Standard deviation of the Gaussian as a share of either side of the frame. */
const sigma = 0.25

/**
 * Regions from the centre of the frame outwards, `[N]`: descending by the mean over their pixels of a Gaussian around the centre whose standard
 * deviation is a quarter of either side; of equal regions the lowest first. It is what an explanation reaches that knows only that
 * photographers aim.
 */
export function centredBlobOrder({ width, height, count, labels }: RegionMap): Uint16Array {
  const across = bell(width, sigma)
  const down = bell(height, sigma)
  const sums = new Float64Array(count)
  const pixels = new Float64Array(count)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const label = labels[i++]!
      sums[label]! += across[x]! * down[y]!
      pixels[label]! += 1
    }
  }
  const means = sums.map((sum, region) => sum / pixels[region]!)
  return Uint16Array.from({ length: count }, (_, region) => region).sort((a, b) => means[b]! - means[a]! || a - b)
}
