import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'

/** Pixels that are drawn: interleaved RGB. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** How much of a pixel's own (grey) value is left; the rest is the colour it fades to. */
const remains = { unselected: 0.5, unseen: 0.2, tinted: 0.4 } as const

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
      const pixel = framePixelAt(regions, source, x + 0.5, y + 0.5)
      if (pixel === null) fadePixel(result, picture.rgb, at, remains.unseen, page)
      else if (selected.has(regions.labels[pixel]!)) result.set(picture.rgb.subarray(at, at + 3), at)
      else fadePixel(result, picture.rgb, at, remains.unselected, page)
    }
  }
  return result
}

/**
 * The picture in grey with a coloured map laid over the frame; what lies outside the frame is faded. `colours` is interleaved RGB of the
 * frame's size; `share`, 0..1, is how much of the picture shows through it.
 */
export function tintPicture(
  picture: Pixels,
  source: Rectangle,
  frame: { readonly width: number; readonly height: number },
  colours: Uint8Array,
  page: readonly [number, number, number],
  share: number = remains.tinted,
): Uint8Array {
  const result = new Uint8Array(picture.rgb.length)
  for (let y = 0; y < picture.height; y++) {
    for (let x = 0; x < picture.width; x++) {
      const at = 3 * (y * picture.width + x)
      const pixel = framePixelAt(frame, source, x + 0.5, y + 0.5)
      if (pixel === null) fadePixel(result, picture.rgb, at, remains.unseen, page)
      else fadePixel(result, picture.rgb, at, share, [colours[3 * pixel]!, colours[3 * pixel + 1]!, colours[3 * pixel + 2]!])
    }
  }
  return result
}

/** Index of the frame's pixel under a point of the picture, null outside the frame. */
function framePixelAt(
  frame: { readonly width: number; readonly height: number },
  source: Rectangle,
  x: number,
  y: number,
): number | null {
  const column = Math.floor(((x - source.x) * frame.width) / source.width)
  const row = Math.floor(((y - source.y) * frame.height) / source.height)
  if (column < 0 || row < 0 || column >= frame.width || row >= frame.height) return null
  return row * frame.width + column
}

function fadePixel(
  result: Uint8Array,
  rgb: Uint8Array,
  at: number,
  share: number,
  towards: readonly [number, number, number],
): void {
  const grey = luma(rgb, at)
  for (let channel = 0; channel < 3; channel++) result[at + channel] = Math.round(share * grey + (1 - share) * towards[channel]!)
}

/** Rec. 601 luma of the pixel that begins at `at`: the grey a viewer expects from sRGB bytes. */
export function luma(rgb: Uint8Array, at: number): number {
  return 0.299 * rgb[at]! + 0.587 * rgb[at + 1]! + 0.114 * rgb[at + 2]!
}
