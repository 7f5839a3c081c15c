import { sampleBilinear } from '../image/sample-plane.ts'
import type { Frame } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Attribution } from './attribution.ts'

/**
 * The saliency map of any attribution, f32[height * width] of the frame: an order paints N for its first region down to 1 for its last,
 * region values paint their regions, grid values are enlarged bilinearly (half-pixel centres, edges clamped), maps stay as they are.
 */
export function toMap(attribution: Attribution, regions: RegionMap, frame: Pick<Frame, 'width' | 'height'>): Float32Array {
  switch (attribution.kind) {
    case 'order':
      return paint(valuesOfOrder(attribution.order), regions)
    case 'regions':
      return paint(attribution.values, regions)
    case 'grid':
      return enlarge(attribution, frame)
    case 'map':
      return attribution.values.slice()
  }
}

/** The value of each region of an order: N for the first down to 1 for the last. */
export function valuesOfOrder(order: Uint16Array): Float64Array {
  const values = new Float64Array(order.length)
  order.forEach((region, rank) => {
    values[region] = order.length - rank
  })
  return values
}

function paint(values: Float64Array, regions: RegionMap): Float32Array {
  return Float32Array.from(regions.labels, (region) => values[region]!)
}

function enlarge(
  { rows, columns, values }: Extract<Attribution, { kind: 'grid' }>,
  { width, height }: Pick<Frame, 'width' | 'height'>,
): Float32Array {
  const grid = { width: columns, height: rows, values }
  return sampleBilinear(grid, { x: 0, y: 0, width: columns, height: rows }, width, height)
}
