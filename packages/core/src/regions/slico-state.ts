import type { Pixels } from '../image/pixels.ts'
import { placeSeeds } from './slico-seeds.ts'

/** The largest float32: what no distance may reach. */
export const largest = Math.fround(3.4028234663852886e38)

/** The smallest normal float32. */
const smallest = 2 ** -126

/**
 * What one run of SLICO works on. Planes are stored column by column: OpenCV adds up centres in that order, and float32 sums depend on it
 * once they pass 2^24.
 */
export interface SlicoState {
  readonly width: number
  readonly height: number
  /** Windows reach this many pixels from a centre. */
  readonly cell: number
  readonly count: number
  /** One number per pixel: red, with green and blue in the next higher bytes. */
  readonly colours: Int32Array
  readonly labels: Uint16Array
  readonly centre: Readonly<Record<'x' | 'y' | 'red' | 'green' | 'blue', Float32Array>>
  /** Per region the largest colour distance so far: SLICO's own compactness. */
  readonly spread: Float32Array
}

/** Regions of one colour, that of their seed. All pixels have label 0. */
export function startSlico(frame: Pixels, cell: number): SlicoState {
  const { width, height, rgb } = frame
  const colours = new Int32Array(width * height)
  for (let x = 0, i = 0; x < width; x++) {
    for (let y = 0; y < height; y++, i++) {
      const from = 3 * (y * width + x)
      colours[i] = rgb[from]! | (rgb[from + 1]! << 8) | (rgb[from + 2]! << 16)
    }
  }

  const { x, y } = placeSeeds(frame, cell)
  const count = x.length
  const colourOf = (shift: number): Float32Array => x.map((seedX, label) => (colours[seedX * height + y[label]!]! >> shift) & 255)
  return {
    width,
    height,
    cell,
    count,
    colours,
    labels: new Uint16Array(width * height),
    centre: { x, y, red: colourOf(0), green: colourOf(8), blue: colourOf(16) },
    spread: new Float32Array(count).fill(smallest),
  }
}
