import type { SymmetricSystem } from '../math/conjugate-gradient.ts'

/** Weights of a pixel's neighbours: beside it, and at its corners. */
const beside = 1 / 6
const diagonal = 1 / 12

/**
 * The equations that make every removed pixel of a plane the weighted mean of its neighbours inside the plane, removed or not: unknowns are the
 * removed pixels in ascending order.
 */
export interface NeighbourMeans extends SymmetricSystem {
  /** The removed pixels. */
  readonly unknown: Int32Array
  /** Right-hand side for the values of a plane, of which only the pixels that stay count. */
  readonly wanted: (values: ArrayLike<number>) => Float64Array
}

interface Level {
  readonly unknown: Int32Array
  /** Where the unknowns lie in a plane with a rim of one pixel, which saves every question about the border. */
  readonly places: Int32Array
  readonly stride: number
  /** Sum of the weights of an unknown's neighbours. */
  readonly sums: Float64Array
  /** A plane with its rim, 0 wherever there is no unknown. */
  readonly spread: Float64Array
  /** Which unknown of the coarser level each belongs to, or -1. */
  readonly coarse: Int32Array
  readonly coarser: Level | null
  /** Room of a V-cycle: a product of this level, and what is wanted and found of it. */
  readonly product: Float64Array
  readonly wanted: Float64Array
  readonly found: Float64Array
}

/**
 * Sets up the equations. They are preconditioned by a V-cycle over planes of half, a quarter, ... of the size, so that a large hole takes about as
 * many iterations as a small one.
 *
 * A. Brandt, Multi-level adaptive solutions to boundary-value problems, Mathematics of Computation 31 (1977).
 */
export function neighbourMeans(width: number, height: number, removed: Uint8Array): NeighbourMeans {
  const finest = createLevel(width, height, removed)
  const { unknown, places, stride, spread } = finest
  return {
    unknown,
    multiply: (vector, product) => multiply(finest, vector, product),
    precondition: (vector, product) => cycle(finest, vector, product),
    wanted: (values) => {
      const known = new Float64Array(spread.length)
      for (let y = 0, pixel = 0; y < height; y++)
        for (let x = 0; x < width; x++, pixel++) if (removed[pixel] === 0) known[(y + 1) * stride + x + 1] = values[pixel]!
      const sums = new Float64Array(places.length)
      for (let i = 0; i < places.length; i++) sums[i] = neighbours(known, places[i]!, stride)
      return sums
    },
  }
}

function createLevel(width: number, height: number, removed: Uint8Array): Level {
  const stride = width + 2
  const inside = new Float64Array(stride * (height + 2))
  for (let y = 0; y < height; y++) inside.fill(1, (y + 1) * stride + 1, (y + 1) * stride + 1 + width)
  const unknown = indicesOf(removed)
  const places = unknown.map((pixel) => placeOf(pixel, width))
  const room = (): Float64Array => new Float64Array(places.length)
  const sums = room()
  for (let i = 0; i < places.length; i++) sums[i] = neighbours(inside, places[i]!, stride)
  return {
    ...{ unknown, places, stride, sums },
    spread: new Float64Array(inside.length),
    ...createCoarser(width, height, removed, unknown),
    ...{ product: room(), wanted: room(), found: room() },
  }
}

/** The plane of half the size: a pixel of it is unknown where all that it stands for are. */
function createCoarser(
  width: number,
  height: number,
  removed: Uint8Array,
  unknown: Int32Array,
): Pick<Level, 'coarser' | 'coarse'> {
  const [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const half = new Uint8Array(columns * rows).fill(1)
  for (let y = 0, pixel = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (removed[pixel++] === 0) half[(y >> 1) * columns + (x >> 1)] = 0
  const coarser = half.length < removed.length && half.includes(1) ? createLevel(columns, rows, half) : null
  const numbers = new Int32Array(half.length).fill(-1)
  coarser?.unknown.forEach((block, number) => {
    numbers[block] = number
  })
  const blockOf = (pixel: number): number => (Math.floor(pixel / width) >> 1) * columns + ((pixel % width) >> 1)
  return { coarser, coarse: unknown.map((pixel) => numbers[blockOf(pixel)]!) }
}

/** The places that are not 0. */
function indicesOf(bytes: Uint8Array): Int32Array {
  const indices = new Int32Array(bytes.length)
  let count = 0
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== 0) indices[count++] = i
  return indices.slice(0, count)
}

const placeOf = (pixel: number, width: number): number => (Math.floor(pixel / width) + 1) * (width + 2) + (pixel % width) + 1

/** The weighted sum of the eight neighbours. */
function neighbours(values: Float64Array, at: number, stride: number): number {
  const [above, below] = [at - stride, at + stride]
  const edges = values[at - 1]! + values[at + 1]! + values[above]! + values[below]!
  const corners = values[above - 1]! + values[above + 1]! + values[below - 1]! + values[below + 1]!
  return beside * edges + diagonal * corners
}

function multiply({ places, stride, sums, spread }: Level, vector: Float64Array, product: Float64Array): void {
  for (let i = 0; i < places.length; i++) spread[places[i]!] = vector[i]!
  for (let i = 0; i < places.length; i++) product[i] = sums[i]! * vector[i]! - neighbours(spread, places[i]!, stride)
}

/** One V-cycle from zero: a Jacobi sweep, what is left corrected on the coarser plane, a sweep again. */
function cycle(level: Level, wanted: Float64Array, solution: Float64Array): void {
  const { sums, coarse, coarser, product } = level
  for (let i = 0; i < wanted.length; i++) solution[i] = wanted[i]! / sums[i]!
  if (coarser) {
    multiply(level, solution, product)
    coarser.wanted.fill(0)
    for (let i = 0; i < wanted.length; i++) if (coarse[i]! >= 0) coarser.wanted[coarse[i]!]! += wanted[i]! - product[i]!
    cycle(coarser, coarser.wanted, coarser.found)
    for (let i = 0; i < wanted.length; i++) if (coarse[i]! >= 0) solution[i]! += coarser.found[coarse[i]!]!
  }
  multiply(level, solution, product)
  for (let i = 0; i < wanted.length; i++) solution[i]! += (wanted[i]! - product[i]!) / sums[i]!
}
