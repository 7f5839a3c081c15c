import type { RegionMap } from './region-map.ts'

/** The sum of a map over each region, in float64. */
export function regionSums(map: ArrayLike<number>, { count, labels }: RegionMap): Float64Array {
  const sums = new Float64Array(count)
  for (let pixel = 0; pixel < labels.length; pixel++) sums[labels[pixel]!]! += map[pixel]!
  return sums
}

/** The mean of a map over each region. */
export function regionMeans(map: ArrayLike<number>, regions: RegionMap): Float64Array {
  const pixels = new Float64Array(regions.count)
  for (const region of regions.labels) pixels[region]! += 1
  return regionSums(map, regions).map((sum, region) => sum / pixels[region]!)
}

/** A map of the same size with every region in the mean of its values, f32[height * width]. */
export function paintedMeans(map: ArrayLike<number>, regions: RegionMap): Float32Array {
  const means = regionMeans(map, regions)
  return Float32Array.from(regions.labels, (region) => means[region]!)
}
