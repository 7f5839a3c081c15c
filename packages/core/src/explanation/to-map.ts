import type { Frame } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'
import type { Attribution } from './attribution.ts'

/**
 * The saliency map of any attribution, f32[height * width] of the frame: an order paints N for its first region down to 1 for its last,
 * region values paint their regions, grid values are enlarged bilinearly (half-pixel centres, edges clamped), maps stay as they are.
 */
export function toMap(attribution: Attribution, regions: RegionMap, frame: Pick<Frame, 'width' | 'height'>): Float32Array {
  switch (attribution.kind) {
    case 'order': {
      const values = new Float64Array(regions.count)
      attribution.order.forEach((region, rank) => {
        values[region] = regions.count - rank
      })
      return paint(values, regions)
    }
    case 'regions':
      return paint(attribution.values, regions)
    case 'grid':
      return enlarge(attribution, frame)
    case 'map':
      return attribution.values.slice()
  }
}

function paint(values: Float64Array, regions: RegionMap): Float32Array {
  return Float32Array.from(regions.labels, (region) => values[region]!)
}

function enlarge(
  { rows, columns, values }: Extract<Attribution, { kind: 'grid' }>,
  { width, height }: Pick<Frame, 'width' | 'height'>,
): Float32Array {
  const map = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const [top, bottom, down] = neighbours(y, height, rows)
    for (let x = 0; x < width; x++) {
      const [left, right, across] = neighbours(x, width, columns)
      const at = (row: number, column: number): number => values[row * columns + column]!
      const upper = at(top, left) * (1 - across) + at(top, right) * across
      const lower = at(bottom, left) * (1 - across) + at(bottom, right) * across
      map[y * width + x] = upper * (1 - down) + lower * down
    }
  }
  return map
}

function neighbours(pixel: number, pixels: number, cells: number): [low: number, high: number, weight: number] {
  const position = Math.min(cells - 1, Math.max(0, ((pixel + 0.5) * cells) / pixels - 0.5))
  const low = Math.floor(position)
  return [low, Math.min(low + 1, cells - 1), position - low]
}
