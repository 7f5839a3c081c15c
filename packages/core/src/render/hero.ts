import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'

/** Pixels that are drawn: interleaved RGB. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** How much of a pixel's own (grey) value is left; the rest is the page's colour. */
const remains = { unselected: 0.5, unseen: 0.2 } as const

/**
 * The picture with the selected regions in full colour. The rest of the frame is grey and faded towards the page; what lies outside the
 * frame, which the model never saw, is faded further. `source` is the frame's box in units of `picture` pixels.
 */
export function dimPicture(
  picture: Pixels,
  source: Rectangle,
  regions: RegionMap,
  selected: ReadonlySet<number>,
  page: readonly [number, number, number],
): Uint8Array {
  const result = new Uint8Array(picture.rgb.length)
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const at = 3 * (y * picture.width + x)
      const label = regionAt(regions, source, x + 0.5, y + 0.5)
      if (label !== null && selected.has(label)) result.set(picture.rgb.subarray(at, at + 3), at)
      else fadePixel(result, picture.rgb, at, label === null ? remains.unseen : remains.unselected, page)
    }
  }
  return result
}

/** The region under a point of the picture, null outside the frame. */
function regionAt(regions: RegionMap, source: Rectangle, x: number, y: number): number | null {
  const column = Math.floor(((x - source.x) * regions.width) / source.width)
  const row = Math.floor(((y - source.y) * regions.height) / source.height)
  if (column < 0 || row < 0 || column >= regions.width || row >= regions.height) return null
  return regions.labels[row * regions.width + column]!
}

function fadePixel(
  result: Uint8Array,
  rgb: Uint8Array,
  at: number,
  share: number,
  page: readonly [number, number, number],
): void {
  // Rec. 601 luma: the grey a viewer expects from sRGB bytes.
  const grey = 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!
  for (let channel = 0; channel < 3; channel++) result[at + channel] = Math.round(share * grey + (1 - share) * page[channel]!)
}
