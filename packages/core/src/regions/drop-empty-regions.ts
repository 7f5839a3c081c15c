import type { RegionMap } from './region-map.ts'

/** Leaves out regions without a pixel; later labels move up. */
export function dropEmptyRegions(regions: RegionMap): RegionMap {
  const renamed = new Int32Array(regions.count)
  for (const label of regions.labels) renamed[label] = 1
  let count = 0
  for (let label = 0; label < regions.count; label++) {
    if (renamed[label] === 1) renamed[label] = count++
  }
  if (count === regions.count) return regions
  return { ...regions, count, labels: regions.labels.map((label) => renamed[label]!) }
}
