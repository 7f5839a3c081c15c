import type { RegionMap } from './region-map.ts'

/** Share of the frame per region, f64[count]; the shares sum to 1. */
export function regionAreas({ count, labels }: RegionMap): Float64Array {
  const areas = new Float64Array(count)
  for (const label of labels) areas[label]! += 1
  return areas.map((pixels) => pixels / labels.length)
}

/** Centre of mass per region as x, y in 0..1 of the frame's width and height: f64[2 * count]. */
export function regionCentres({ width, height, count, labels }: RegionMap): Float64Array {
  const centres = new Float64Array(2 * count)
  const pixels = new Float64Array(count)
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const label = labels[i++]!
      centres[2 * label]! += (x + 0.5) / width
      centres[2 * label + 1]! += (y + 0.5) / height
      pixels[label]! += 1
    }
  }
  return centres.map((sum, i) => sum / pixels[i >> 1]!)
}
