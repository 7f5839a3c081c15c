import type { RegionMap } from './region-map.ts'

/** The 4-connected parts of a region map, numbered by their first pixel in row order. */
export interface Parts {
  readonly width: number
  readonly height: number
  readonly count: number
  /** The part of each pixel. */
  readonly of: Int32Array
  /** All pixels, part after part; part p has those from `start[p]` to `start[p + 1]`. */
  readonly pixels: Int32Array
  readonly start: Int32Array
}

/** Finds the 4-connected parts of all regions. */
export function findParts({ width, height, labels }: RegionMap): Parts {
  const total = width * height
  const of = new Int32Array(total).fill(-1)
  const pixels = new Int32Array(total)
  const start = new Int32Array(total + 1)
  let count = 0
  let found = 0
  const add = (pixel: number, label: number): void => {
    if (of[pixel] !== -1 || labels[pixel] !== label) return
    of[pixel] = count
    pixels[found++] = pixel
  }

  for (let first = 0; first < total; first++) {
    if (of[first] !== -1) continue
    const label = labels[first]!
    start[count] = found
    add(first, label)
    for (let next = start[count]!; next < found; next++) {
      const pixel = pixels[next]!
      const x = pixel % width
      if (pixel >= width) add(pixel - width, label)
      if (x > 0) add(pixel - 1, label)
      if (x < width - 1) add(pixel + 1, label)
      if (pixel < total - width) add(pixel + width, label)
    }
    count++
  }
  start[count] = found
  return { width, height, count, of, pixels, start: start.subarray(0, count + 1) }
}

/** Calls `visit` for every pixel of another part that lies beside a pixel of this one: once for each side they share. */
export function visitSides(parts: Parts, part: number, visit: (pixel: number) => void): void {
  const { width, height, of, pixels, start } = parts
  const visitOther = (pixel: number): void => {
    if (of[pixel] !== part) visit(pixel)
  }
  for (let i = start[part]!; i < start[part + 1]!; i++) {
    const pixel = pixels[i]!
    const x = pixel % width
    if (pixel >= width) visitOther(pixel - width)
    if (x > 0) visitOther(pixel - 1)
    if (x < width - 1) visitOther(pixel + 1)
    if (pixel < (height - 1) * width) visitOther(pixel + width)
  }
}
