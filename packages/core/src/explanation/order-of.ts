import type { Frame } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { regionMeans } from '../regions/region-means.ts'
import type { Attribution } from './attribution.ts'
import { toMap } from './to-map.ts'

/** Regions from most to least important: an order as it is, anything else by its mean over each region; ties: lowest region first. */
export function orderOf(attribution: Attribution, regions: RegionMap, frame: Pick<Frame, 'width' | 'height'>): Uint16Array {
  if (attribution.kind === 'order') return attribution.order
  const values = attribution.kind === 'regions' ? attribution.values : regionMeans(toMap(attribution, regions, frame), regions)
  return Uint16Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b)
}
