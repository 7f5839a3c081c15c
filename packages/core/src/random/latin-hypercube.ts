import { deriveSeed } from './derive-seed.ts'
import { permutedIndex } from './permuted-index.ts'
import { createRandom } from './random.ts'

/**
 * Latin hypercube sampling: of `samples` points, each coordinate has exactly one in every interval of length 1 / samples, at a random place
 * within it. A function that writes point `index` (0..samples-1).
 *
 * M. D. McKay, R. J. Beckman and W. J. Conover, Technometrics 21 (1979).
 */
export function createLatinHypercube(
  samples: number,
  dimensions: number,
  seed: number,
): (index: number, point: Float64Array) => void {
  const places = createRandom(deriveSeed(seed, 'place'))
  const columns = Uint32Array.from({ length: dimensions }, (_, dimension) => deriveSeed(seed, 'column', dimension))
  return (index, point) => {
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const interval = permutedIndex(index, samples, columns[dimension]!)
      point[dimension] = (interval + places.at(index * dimensions + dimension)) / samples
    }
  }
}
