import type { RegionMap } from '../regions/region-map.ts'

/** Standard deviation of the Gaussian as a share of either side of the frame. */
const sigma = 0.25
const unit = 2 ** 15

/**
 * Regions from the centre of the frame outwards, `[N]`: descending by the mean over their pixels of a Gaussian around the centre whose standard
 * deviation is a quarter of either side; of equal regions the lowest first. It is what an explanation reaches that knows only that
 * photographers aim.
 */
export function centredBlobOrder({ width, height, count, labels }: RegionMap): Uint16Array {
  const across = bell(width)
  const down = bell(height)
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

/** A Gaussian along one side in whole numbers, whose sums are exact: regions that mirror each other are ties. */
function bell(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => {
    const deviations = Math.abs(2 * i + 1 - length) / (2 * length * sigma)
    return Math.round(unit * Math.exp(-(deviations ** 2) / 2))
  })
}
