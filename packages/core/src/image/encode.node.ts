import { TelltaleError } from '../errors.ts'
import { maximumPixels } from './limits.ts'
import { loadSharp } from './sharp.node.ts'

/** 8-bit pixels to be written: `3 * width * height` bytes of RGB, or `4 * width * height` of RGBA. */
export type EncodableImage = { readonly width: number; readonly height: number } & (
  | { readonly rgb: Uint8Array }
  | { readonly rgba: Uint8Array }
)

/** Encodes pixels as PNG without loss. Throws USAGE_PARAMETER when their number does not match the size, BACKEND_UNAVAILABLE without sharp. */
export async function encodePng(image: EncodableImage): Promise<Uint8Array> {
  const { width, height } = image
  const pixels = 'rgb' in image ? image.rgb : image.rgba
  const channels = 'rgb' in image ? 3 : 4
  if (pixels.length === 0 || pixels.length !== width * height * channels) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `${pixels.length} bytes are no ${width}x${height} picture with ${channels} channels.`,
      `Give ${width * height * channels} bytes.`,
      { value: pixels.length, limit: width * height * channels },
    )
  }
  const sharp = await loadSharp()
  return sharp(pixels, { raw: { width, height, channels } }).png().toBuffer()
}

/** SVG is laid out at 72 units per inch unless told otherwise. */
const svgDensity = 72

/**
 * Draws an SVG as PNG, `width` pixels wide (its own width without one). Letters come from the system's fonts and become empty boxes where
 * there are none, so text must be drawn as paths. Throws PICTURE_UNREADABLE when it is no SVG, PICTURE_TOO_LARGE above 100 million
 * pixels, BACKEND_UNAVAILABLE without sharp.
 */
export async function rasteriseSvg(svg: string, width?: number): Promise<Uint8Array> {
  const sharp = await loadSharp()
  const bytes = new TextEncoder().encode(svg)
  try {
    const natural = await sharp(bytes, { limitInputPixels: false }).metadata()
    const scale = width === undefined ? 1 : width / natural.width
    checkPixels(natural.width * natural.height * scale * scale)
    return await sharp(bytes, { density: svgDensity * scale })
      .resize(width ?? natural.width)
      .png()
      .toBuffer()
  } catch (cause) {
    if (cause instanceof TelltaleError) throw cause
    throw new TelltaleError(
      'PICTURE_UNREADABLE',
      `The SVG cannot be drawn: ${String(cause)}`,
      'Check that it is a complete SVG.',
      {},
      cause,
    )
  }
}

function checkPixels(pixels: number): void {
  if (pixels <= maximumPixels) return
  throw new TelltaleError(
    'PICTURE_TOO_LARGE',
    `Drawing the SVG takes ${Math.round(pixels)} pixels; the limit is ${maximumPixels}.`,
    'Choose a smaller width.',
    { value: Math.round(pixels), limit: maximumPixels },
  )
}
