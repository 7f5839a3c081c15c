import { TelltaleError } from '../errors.ts'
import type { Rectangle } from './picture.ts'

/**
 * Cuts a box of whole pixels out of interleaved 8-bit pixels (`channels * width * height` bytes); returns
 * `channels * box.width * box.height` bytes. Throws USAGE_PARAMETER when the box is empty, fractional or leaves the picture.
 */
export function crop(pixels: Uint8Array, width: number, height: number, box: Rectangle, channels = 3): Uint8Array {
  const whole = [box.x, box.y, box.width, box.height].every(Number.isInteger)
  const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
  if (!whole || !inside || box.width < 1 || box.height < 1) {
    throw new TelltaleError(
      'USAGE_PARAMETER',
      `The box ${box.width}x${box.height} at ${box.x},${box.y} is not inside the ${width}x${height} picture.`,
      'Give a box of whole pixels inside the picture.',
      { value: `${box.x},${box.y},${box.width},${box.height}`, limit: `${width}x${height}` },
    )
  }

  const rowBytes = box.width * channels
  const result = new Uint8Array(box.height * rowBytes)
  for (let y = 0; y < box.height; y++) {
    const from = ((box.y + y) * width + box.x) * channels
    result.set(pixels.subarray(from, from + rowBytes), y * rowBytes)
  }
  return result
}
