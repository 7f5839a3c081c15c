import type { Pixels } from './pixels.ts'

const orientationTag = 0x0112

/** How a camera was held, 1 to 8, from an EXIF block (with or without its `Exif` mark); 1, upright, where it does not say. */
export function orientationOf(exif: Uint8Array | null): number {
  if (exif === null) return 1
  const marked = String.fromCharCode(...exif.subarray(0, 4)) === 'Exif'
  const tiff = marked ? exif.subarray(6) : exif
  if (tiff.length < 8) return 1
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const little = view.getUint16(0) === 0x4949
  const directory = view.getUint32(4, little)
  if (directory + 2 > tiff.length) return 1
  const entries = view.getUint16(directory, little)
  for (let at = directory + 2; at < directory + 2 + 12 * entries && at + 12 <= tiff.length; at += 12) {
    if (view.getUint16(at, little) !== orientationTag) continue
    const value = view.getUint16(at + 8, little)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** Turns and mirrors pixels so that a picture with this EXIF orientation stands upright. */
export function turnUpright(pixels: Pixels, orientation: number): Pixels {
  if (orientation === 1) return pixels
  const { width, height, rgb } = pixels
  const isTransposed = orientation >= 5
  const [outWidth, outHeight] = isTransposed ? [height, width] : [width, height]
  const mirrorsX = [2, 3, 7, 8].includes(orientation)
  const mirrorsY = [3, 4, 6, 7].includes(orientation)
  const turned = new Uint8Array(rgb.length)
  for (let y = 0, to = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++, to += 3) {
      const [column, row] = isTransposed ? [y, x] : [x, y]
      const fromX = mirrorsX ? width - 1 - column : column
      const fromY = mirrorsY ? height - 1 - row : row
      const from = 3 * (fromY * width + fromX)
      turned[to] = rgb[from]!
      turned[to + 1] = rgb[from + 1]!
      turned[to + 2] = rgb[from + 2]!
    }
  }
  return { width: outWidth, height: outHeight, rgb: turned }
}
