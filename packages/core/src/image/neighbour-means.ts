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
      for (let pixel = 0; pixel < removed.length; pixel++) if (removed[pixel] === 0) known[placeOf(pixel, width)] = values[pixel]!
      return Float64Array.from(places, (place) => neighbours(known, place, stride))
    },
  }
}

function createLevel(width: number, height: number, removed: Uint8Array): Level {
  const unknown = Int32Array.from(removed, (_, pixel) => pixel).filter((pixel) => removed[pixel] !== 0)
  const places = unknown.map((pixel) => placeOf(pixel, width))
  const stride = width + 2
  const inside = new Float64Array(stride * (height + 2))
  for (let pixel = 0; pixel < removed.length; pixel++) inside[placeOf(pixel, width)] = 1
  const level = {
    ...{ unknown, places, stride },
    sums: Float64Array.from(places, (place) => neighbours(inside, place, stride)),
    spread: new Float64Array(inside.length),
  }
  // A pixel of the plane of half the size is unknown where all that it stands for are.
  const [columns, rows] = [Math.ceil(width / 2), Math.ceil(height / 2)]
  const half = new Uint8Array(columns * rows).fill(1)
  const blockOf = (pixel: number): number => (Math.floor(pixel / width) >> 1) * columns + ((pixel % width) >> 1)
  for (let pixel = 0; pixel < removed.length; pixel++) if (removed[pixel] === 0) half[blockOf(pixel)] = 0
  const coarser = half.length < removed.length && half.includes(1) ? createLevel(columns, rows, half) : null
  const numbers = new Int32Array(half.length).fill(-1)
  coarser?.unknown.forEach((block, number) => {
    numbers[block] = number
  })
  return { ...level, coarser, coarse: unknown.map((pixel) => numbers[blockOf(pixel)]!) }
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
  const { sums, coarse, coarser } = level
  const product = new Float64Array(wanted.length)
  for (let i = 0; i < wanted.length; i++) solution[i] = wanted[i]! / sums[i]!
  if (coarser) {
    multiply(level, solution, product)
    const left = new Float64Array(coarser.unknown.length)
    for (let i = 0; i < wanted.length; i++) if (coarse[i]! >= 0) left[coarse[i]!]! += wanted[i]! - product[i]!
    const correction = new Float64Array(left.length)
    cycle(coarser, left, correction)
    for (let i = 0; i < wanted.length; i++) if (coarse[i]! >= 0) solution[i]! += correction[coarse[i]!]!
  }
  multiply(level, solution, product)
  for (let i = 0; i < wanted.length; i++) solution[i]! += (wanted[i]! - product[i]!) / sums[i]!
}
