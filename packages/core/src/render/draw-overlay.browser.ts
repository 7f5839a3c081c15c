import { TelltaleError } from '../errors.ts'
import type { Explanation } from '../explanation/document.ts'
import type { Picture } from '../image/picture.ts'
import { decodeRuns } from '../regions/runs.ts'
import { drawHeroPixels } from './overlay-images.ts'
import { checkSamePicture } from './same-picture.ts'
import { type ThemeName, themeOf } from './theme.ts'

/**
 * Draws an explanation on a canvas, which gets the picture's size: the answer's regions in colour, the rest faded; or the order as colours where there is no answer.
 * Throws DOCUMENT_INVALID for another picture than the one explained, and BACKEND_UNAVAILABLE where the canvas draws otherwise than in 2D.
 */
export function drawOverlay(
  canvas: HTMLCanvasElement | OffscreenCanvas,
  picture: Picture,
  { body }: Explanation,
  { theme = 'light' }: { readonly theme?: ThemeName } = {},
): void {
  checkSamePicture(picture, body)
  const { width, height } = picture
  const { frame } = body.picture
  const regions = decodeRuns(body.regions.runs, frame.width, frame.height, body.regions.count, body.regions.kind)
  const { rgb } = drawHeroPixels({ picture, regions, theme: themeOf(theme) }, body, { x: 0, y: 0, width, height })
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null
  if (context === null) {
    const fix = 'Give a fresh canvas, or one that was used in 2D.'
    throw new TelltaleError('BACKEND_UNAVAILABLE', 'This canvas does not draw in 2D.', fix, { value: '2d' })
  }
  context.putImageData(new ImageData(toRgba(rgb), width, height), 0, 0)
}

function toRgba(rgb: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255)
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from]!
    rgba[to + 1] = rgb[from + 1]!
    rgba[to + 2] = rgb[from + 2]!
  }
  return rgba
}
