/** The regions 0..count-1 in their order. */
export function allRegions(count: number): number[] {
  return Array.from({ length: count }, (_, region) => region)
}

/** Place of the largest value; the first in a tie. */
export function indexOfLargest(values: ArrayLike<number>): number {
  let best = 0
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index
  return best
}

/** Regions by descending score, the lowest region first in a tie; `scores` has a value per region. Without scores: as they are. */
export function byScore(regions: readonly number[], scores: ArrayLike<number> | null): number[] {
  return scores ? regions.toSorted((a, b) => scores[b]! - scores[a]! || a - b) : [...regions]
}

/** One value per region 0..count-1: the given ones for the listed regions, 0 for the others. */
export function perRegion(count: number, regions: readonly number[], values: ArrayLike<number>): Float64Array {
  const all = new Float64Array(count)
  regions.forEach((region, index) => {
    all[region] = values[index]!
  })
  return all
}
