import { TelltaleError } from '../errors.ts'
import { crop as cropPixels } from '../image/crop.ts'
import { maximumPixels } from '../image/limits.ts'
import type { Picture } from '../image/picture.ts'
import { resample } from '../image/resample.ts'
import type { Frame, Preprocess } from './classifier.ts'

/**
 * The pixels the model sees, with the box of the picture they came from.
 *
 * Geometry as torchvision does it on Pillow: `shortest-edge` brings the shorter side to `size[0]` and the longer one to
 * `floor(size[0] * longer / shorter)`; `exact` brings both to `size`; the corner of the central crop is rounded, halves to the even pixel (the
 * transformers library rounds them down). A resized picture smaller than the crop is padded with black, the odd pixel above and to the left, as
 * transformers does; `source` then reaches outside the picture.
 *
 * `source` is in pixels of the original and may hold fractions. Throws PICTURE_TOO_LARGE for a picture so narrow that its longer side would
 * make more than 100 million pixels.
 */
export function frameOf(picture: Picture, preprocess: Preprocess): Frame {
  const [height, width] = resizedSize(picture, preprocess)
  checkSize(picture, width, height)
  const resized = resample(picture.rgb, picture.width, picture.height, width, height, preprocess.resample)
  const [cropHeight, cropWidth] = preprocess.crop ?? [height, width]
  const left = cropOffset(width, cropWidth)
  const top = cropOffset(height, cropHeight)
  const scaleX = picture.width / width
  const scaleY = picture.height / height
  return {
    width: cropWidth,
    height: cropHeight,
    rgb: cropOrPad(resized, width, height, { x: left, y: top, width: cropWidth, height: cropHeight }),
    source: { x: left * scaleX, y: top * scaleY, width: cropWidth * scaleX, height: cropHeight * scaleY },
  }
}

function resizedSize(picture: Picture, { resize, size }: Preprocess): readonly [height: number, width: number] {
  if (resize === 'exact') return size
  const [short] = size
  const { width, height } = picture
  const long = Math.max(1, Math.floor((short * Math.max(width, height)) / Math.min(width, height)))
  return height <= width ? [short, long] : [long, short]
}

function checkSize({ name, width, height }: Picture, toWidth: number, toHeight: number): void {
  const pixels = toWidth * toHeight
  if (pixels <= maximumPixels) return
  throw new TelltaleError(
    'PICTURE_TOO_LARGE',
    `"${name}" has ${width}x${height} pixels, which the model's resize makes ${toWidth}x${toHeight}; the limit is ${maximumPixels} in all.`,
    'Crop the picture: the model sees only the middle of it.',
    { file: name, value: pixels, limit: maximumPixels },
  )
}

/** Negative when the crop is larger: that much padding goes before the picture. */
function cropOffset(size: number, cropSize: number): number {
  return size >= cropSize ? roundHalfToEven((size - cropSize) / 2) : -Math.ceil((cropSize - size) / 2)
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value)
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value)
}

function cropOrPad(
  rgb: Uint8Array,
  width: number,
  height: number,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Uint8Array {
  if (box.x >= 0 && box.y >= 0) return cropPixels(rgb, width, height, box)

  const padded = new Uint8Array(box.width * box.height * 3)
  const x = Math.max(0, box.x)
  const columns = Math.min(width, box.x + box.width) - x
  for (let y = Math.max(0, box.y); y < Math.min(height, box.y + box.height); y++) {
    const from = (y * width + x) * 3
    padded.set(rgb.subarray(from, from + columns * 3), ((y - box.y) * box.width + x - box.x) * 3)
  }
  return padded
}
