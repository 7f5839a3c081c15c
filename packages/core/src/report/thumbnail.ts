import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { luma, type Pixels } from '../render/dim-picture.ts'

/** A small square picture: interleaved RGBA, `4 * side * side` bytes. */
export interface Thumbnail {
  readonly side: number
  readonly rgba: Uint8Array
}

/** The frame as large as it fits into a square of `side` pixels, centred; whole pixels. */
export function frameInSquare(frame: { readonly width: number; readonly height: number }, side: number): Rectangle {
  const scale = side / Math.max(frame.width, frame.height)
  const width = Math.max(1, Math.round(frame.width * scale))
  const height = Math.max(1, Math.round(frame.height * scale))
  return { x: (side - width) >> 1, y: (side - height) >> 1, width, height }
}

/** Opacity (0..255) of what is not selected: it takes the colour of whatever page the thumbnail lies on. */
const faded = 96

/** The blue of the answer between those of the light and the dark theme. */
const outline = [31, 143, 214, 255] as const

/**
 * The frame with the selected regions in full colour and outlined; the rest is grey and half transparent, so that it suits light and dark pages alike.
 * `seen` are the pixels that fill the rectangle `at` of the square `side`; `place` is where the whole frame lies in it. Without a selection
 * everything is grey.
 */
export function drawThumbnail(
  seen: Pixels,
  at: Rectangle,
  place: Rectangle,
  regions: RegionMap,
  selected: ReadonlySet<number>,
  side: number,
): Thumbnail {
  const rgba = new Uint8Array(4 * side * side)
  const isSelected = (x: number, y: number): boolean => {
    const column = Math.floor(((x - place.x + 0.5) * regions.width) / place.width)
    const row = Math.floor(((y - place.y + 0.5) * regions.height) / place.height)
    if (column < 0 || row < 0 || column >= regions.width || row >= regions.height) return false
    return selected.has(regions.labels[row * regions.width + column]!)
  }
  for (let y = 0; y < seen.height; y++) {
    for (let x = 0; x < seen.width; x++) {
      const [column, row] = [at.x + x, at.y + y]
      const from = 3 * (y * seen.width + x)
      const to = 4 * (row * side + column)
      if (!isSelected(column, row)) rgba.set(greyOf(seen.rgb, from), to)
      else if (isAtBorder(isSelected, column, row)) rgba.set(outline, to)
      else rgba.set([seen.rgb[from]!, seen.rgb[from + 1]!, seen.rgb[from + 2]!, 255], to)
    }
  }
  return { side, rgba }
}

function greyOf(rgb: Uint8Array, at: number): readonly number[] {
  const grey = Math.round(luma(rgb, at))
  return [grey, grey, grey, faded]
}

function isAtBorder(isSelected: (x: number, y: number) => boolean, x: number, y: number): boolean {
  return !isSelected(x - 1, y) || !isSelected(x + 1, y) || !isSelected(x, y - 1) || !isSelected(x, y + 1)
}
