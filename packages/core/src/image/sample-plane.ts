import type { Rectangle } from './picture.ts'

/** One number per pixel, row-major. */
export interface Plane<T extends ArrayLike<number> = ArrayLike<number>> {
  readonly width: number
  readonly height: number
  readonly values: T
}

/**
 * Bilinear values of a plane in the middles of `width * height` equal parts of `box`, which is in pixels of the plane and may hold
 * fractions. Between the middles of two pixels both count by nearness and nothing else does: shrinking does not average. Beyond the
 * outermost middles their values go on.
 */
export function sampleBilinear(plane: Plane, box: Rectangle, width: number, height: number): Float32Array {
  const result = new Float32Array(width * height)
  const columns = Array.from({ length: width }, (_, x) => neighbours(box.x + ((x + 0.5) * box.width) / width, plane.width))
  for (let y = 0, out = 0; y < height; y++) {
    const [top, bottom, down] = neighbours(box.y + ((y + 0.5) * box.height) / height, plane.height)
    const at = (row: number, column: number): number => plane.values[row * plane.width + column]!
    for (const [left, right, across] of columns) {
      const upper = at(top, left) * (1 - across) + at(top, right) * across
      const lower = at(bottom, left) * (1 - across) + at(bottom, right) * across
      result[out++] = upper * (1 - down) + lower * down
    }
  }
  return result
}

/** The pixels whose middles lie on both sides of a position on an axis of `size` pixels, and the weight of the second. */
function neighbours(position: number, size: number): readonly [low: number, high: number, weight: number] {
  const middle = Math.min(size - 1, Math.max(0, position - 0.5))
  const low = Math.floor(middle)
  return [low, Math.min(low + 1, size - 1), middle - low]
}

/** The pixels of a plane under the middles of `width * height` equal parts of `box`; outside the plane the nearest of its border. */
export function sampleNearest(plane: Plane, box: Rectangle, width: number, height: number): Uint32Array {
  const result = new Uint32Array(width * height)
  const columns = Int32Array.from({ length: width }, (_, x) => pixelAt(box.x + ((x + 0.5) * box.width) / width, plane.width))
  for (let y = 0, out = 0; y < height; y++) {
    const row = pixelAt(box.y + ((y + 0.5) * box.height) / height, plane.height) * plane.width
    for (const column of columns) result[out++] = plane.values[row + column]!
  }
  return result
}

function pixelAt(position: number, size: number): number {
  return Math.min(size - 1, Math.max(0, Math.floor(position)))
}
