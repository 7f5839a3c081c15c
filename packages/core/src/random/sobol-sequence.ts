import { sobolDirections } from './sobol-directions.ts'

/** Dimensions for which direction numbers are known. */
export const sobolDimensions = 256

const bits = 30

/**
 * The Sobol sequence in Gray-code order, unscrambled: a function that writes point `index` (0 is the zero vector, below 2^30) into a point of
 * so many dimensions, at most 256. The first 2^k points fall evenly into the cells that halving the axes makes.
 *
 * I. M. Sobol (1967); direction numbers of S. Joe and F. Y. Kuo (2008).
 */
export function createSobolSequence(dimensions: number): (index: number, point: Float64Array) => void {
  const directions = directionNumbers(dimensions)
  return (index, point) => {
    const gray = index ^ (index >>> 1)
    for (let dimension = 0; dimension < dimensions; dimension++) {
      let whole = 0
      for (let left = gray; left !== 0; left &= left - 1) {
        // The lowest bit that is still set.
        whole ^= directions[dimension * bits + (31 - Math.clz32(left & -left))]!
      }
      point[dimension] = whole / 2 ** bits
    }
  }
}

/** `v_k = m_k 2^(30 - k)` per dimension, u32[dimensions, 30]. */
function directionNumbers(dimensions: number): Uint32Array {
  const rows = sobolDirections.trim().split('\n')
  const directions = new Uint32Array(dimensions * bits)
  for (let k = 0; k < bits; k++) directions[k] = 2 ** (bits - 1 - k)
  for (let dimension = 1; dimension < dimensions; dimension++) {
    const [degree, coefficients, ...initial] = rows[dimension - 1]!.split(' ').map(Number) as [number, number, ...number[]]
    const numbers = directions.subarray(dimension * bits, (dimension + 1) * bits)
    for (let k = 0; k < bits; k++)
      numbers[k] = k < degree ? initial[k]! * 2 ** (bits - 1 - k) : nextDirection(numbers, k, degree, coefficients)
  }
  return directions
}

/** The recurrence of the primitive polynomial, on numbers that are already shifted to their place. */
function nextDirection(numbers: Uint32Array, k: number, degree: number, coefficients: number): number {
  let next = numbers[k - degree]! ^ (numbers[k - degree]! >>> degree)
  for (let q = 1; q < degree; q++) {
    if ((coefficients >>> (degree - 1 - q)) & 1) next ^= numbers[k - q]!
  }
  return next
}
