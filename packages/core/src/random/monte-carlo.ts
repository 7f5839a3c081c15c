import { createRandom } from './random.ts'

/** Independent uniform points: a function that writes point `index`, which depends on the seed and the index only. */
export function createMonteCarlo(dimensions: number, seed: number): (index: number, point: Float64Array) => void {
  const random = createRandom(seed)
  return (index, point) => {
    for (let dimension = 0; dimension < dimensions; dimension++) point[dimension] = random.at(index * dimensions + dimension)
  }
}
