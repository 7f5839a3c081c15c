import type { RegionMap } from '../regions/region-map.ts'

/** The frame with only some regions kept: every other pixel is the baseline's, byte for byte what the model was given. */
export function composeKept(frame: Uint8Array, baseline: Uint8Array, regions: RegionMap, kept: ReadonlySet<number>): Uint8Array {
  const result = Uint8Array.from(baseline)
  regions.labels.forEach((label, pixel) => {
    if (kept.has(label)) result.set(frame.subarray(3 * pixel, 3 * pixel + 3), 3 * pixel)
  })
  return result
}

/** The frame with some regions hidden behind the baseline. */
export function composeHidden(
  frame: Uint8Array,
  baseline: Uint8Array,
  regions: RegionMap,
  hidden: ReadonlySet<number>,
): Uint8Array {
  return composeKept(baseline, frame, regions, hidden)
}
