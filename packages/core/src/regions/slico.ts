import { TelltaleError } from '../errors.ts'
import type { Pixels } from '../image/pixels.ts'
import { maximumRegions } from './limits.ts'
import type { RegionMap } from './region-map.ts'
import { countSeeds, placeSeeds } from './slico-seeds.ts'

/** Float32 limits: what distances start from, and the smallest normal value. */
const largest = Math.fround(3.4028234663852886e38)
const smallest = 2 ** -126

/**
 * Superpixels by SLICO (zero-parameter SLIC; Achanta et al., "SLIC Superpixels Compared to State-of-the-Art Superpixel Methods",
 * TPAMI 2012), equal to OpenCV's ximgproc on every pixel: float32 arithmetic, colours as they are, no clean-up afterwards. A region may
 * therefore be empty or fall apart; `createRegions` mends both.
 *
 * `cell` is the distance of seeds in pixels. Labels are numbered by seed, row by row, and `count` is the number of seeds. Throws
 * USAGE_REGIONS when the cell leaves no seed on the frame, or more than 65535.
 */
export function slico(frame: Pixels, cell: number, iterations = 20): RegionMap {
  checkCell(frame, cell)
  const state = start(frame, cell)
  for (let pass = 0; pass < iterations; pass++) {
    assign(state, cell)
    moveCentres(state)
  }
  const { width, height, count } = state
  return { width, height, count, labels: transpose(state.labels, height, width), kind: 'slico' }
}

function checkCell({ width, height }: Pixels, cell: number): void {
  const seeds = Number.isInteger(cell) && cell > 0 ? countSeeds(width, height, cell) : 0
  if (seeds >= 1 && seeds <= maximumRegions) return
  throw new TelltaleError(
    'USAGE_REGIONS',
    `Cells of ${cell} pixels give a frame of ${width}x${height} pixels ${seeds} regions.`,
    `Choose a cell that gives 1 to ${maximumRegions}.`,
    { value: cell, limit: maximumRegions },
  )
}

/**
 * Planes are stored column by column: OpenCV adds up centres in that order, and float32 sums depend on it once they pass 2^24.
 */
interface State {
  readonly width: number
  readonly height: number
  readonly count: number
  readonly red: Float32Array
  readonly green: Float32Array
  readonly blue: Float32Array
  readonly labels: Uint16Array
  readonly distance: Float32Array
  /** The squared colour distance that was computed last at each pixel, whether or not it won; the largest float32 where none was. */
  readonly colourDistance: Float32Array
  readonly centre: Readonly<Record<'x' | 'y' | 'red' | 'green' | 'blue' | 'size', Float32Array>>
  /** Per region the largest colour distance so far: SLICO's own compactness. */
  readonly spread: Float32Array
}

function start(frame: Pixels, cell: number): State {
  const { width, height, rgb } = frame
  const plane = (): Float32Array => new Float32Array(width * height)
  const [red, green, blue] = [plane(), plane(), plane()]
  for (let x = 0, i = 0; x < width; x++) {
    for (let y = 0; y < height; y++, i++) {
      const from = 3 * (y * width + x)
      red[i] = rgb[from]!
      green[i] = rgb[from + 1]!
      blue[i] = rgb[from + 2]!
    }
  }

  const { x, y } = placeSeeds(frame, cell)
  const count = x.length
  const colourOf = (channel: Float32Array): Float32Array => x.map((seedX, label) => channel[seedX * height + y[label]!]!)
  return {
    width,
    height,
    count,
    red,
    green,
    blue,
    labels: new Uint16Array(width * height),
    distance: plane(),
    colourDistance: plane().fill(largest),
    centre: { x, y, red: colourOf(red), green: colourOf(green), blue: colourOf(blue), size: new Float32Array(count) },
    spread: new Float32Array(count).fill(smallest),
  }
}

/** Gives each pixel to the nearest of the regions whose window covers it; labels of pixels that none takes stay. */
function assign(state: State, cell: number): void {
  const { width, height, count, red, green, blue, labels, distance, colourDistance, centre, spread } = state
  const fround = Math.fround
  const cellArea = fround(cell * cell)
  const squaredY = new Float32Array(height)
  distance.fill(largest)

  for (let label = 0; label < count; label++) {
    const [centreX, centreY] = [centre.x[label]!, centre.y[label]!]
    const [centreRed, centreGreen, centreBlue] = [centre.red[label]!, centre.green[label]!, centre.blue[label]!]
    const compactness = spread[label]!
    const left = Math.max(0, Math.trunc(centreX) - cell)
    const right = Math.min(width, Math.trunc(centreX) + cell)
    const top = Math.max(0, Math.trunc(centreY) - cell)
    const bottom = Math.min(height, Math.trunc(centreY) + cell)
    for (let y = top; y < bottom; y++) {
      const dy = fround(y - centreY)
      squaredY[y] = dy * dy
    }

    for (let x = left; x < right; x++) {
      const dx = fround(x - centreX)
      const squaredX = fround(dx * dx)
      const column = x * height
      for (let y = top; y < bottom; y++) {
        const i = column + y
        const dr = fround(red[i]! - centreRed)
        const dg = fround(green[i]! - centreGreen)
        const db = fround(blue[i]! - centreBlue)
        const colour = fround(fround(fround(db * db) + fround(dg * dg)) + fround(dr * dr))
        colourDistance[i] = colour
        const place = fround(fround(squaredX + squaredY[y]!) / cellArea)
        const total = fround(fround(colour / compactness) + place)
        if (total < distance[i]!) {
          distance[i] = total
          labels[i] = label
        }
      }
    }
  }
}

/** Widens each region's spread and moves its centre to the mean of its pixels; an empty region falls to colour 0 at (0, 0). */
function moveCentres(state: State): void {
  const { width, height, count, red, green, blue, labels, colourDistance, centre, spread } = state
  const fround = Math.fround
  for (const sums of Object.values(centre)) sums.fill(0)

  for (let x = 0; x < width; x++) {
    const column = x * height
    for (let y = 0; y < height; ) {
      // One stretch of equal labels at a time, with its sums in registers: the same additions in the same order.
      const label = labels[column + y]!
      let [sumX, sumY] = [centre.x[label]!, centre.y[label]!]
      let [sumRed, sumGreen, sumBlue] = [centre.red[label]!, centre.green[label]!, centre.blue[label]!]
      let [size, widest] = [centre.size[label]!, spread[label]!]
      for (; y < height && labels[column + y] === label; y++) {
        const i = column + y
        sumX = fround(sumX + x)
        sumY = fround(sumY + y)
        sumRed = fround(sumRed + red[i]!)
        sumGreen = fround(sumGreen + green[i]!)
        sumBlue = fround(sumBlue + blue[i]!)
        size = fround(size + 1)
        if (widest < colourDistance[i]!) widest = colourDistance[i]!
      }
      centre.x[label] = sumX
      centre.y[label] = sumY
      centre.red[label] = sumRed
      centre.green[label] = sumGreen
      centre.blue[label] = sumBlue
      centre.size[label] = size
      spread[label] = widest
    }
  }

  for (let label = 0; label < count; label++) {
    const size = Math.max(1, centre.size[label]!)
    centre.x[label]! /= size
    centre.y[label]! /= size
    centre.red[label]! /= size
    centre.green[label]! /= size
    centre.blue[label]! /= size
  }
}

/** Swaps the rows and columns of a plane. */
function transpose(plane: Uint16Array, columns: number, rows: number): Uint16Array {
  const result = new Uint16Array(plane.length)
  for (let column = 0, out = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) result[out++] = plane[row * columns + column]!
  }
  return result
}
