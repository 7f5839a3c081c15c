import { binomial } from './combinations.ts'

/**
 * Shapley values from all values of a set function of `count` players: `values[s]` is that of the set whose members are the bits of s, 2^count
 * numbers. Their sum is the value of the whole set minus that of the empty one.
 *
 * L. S. Shapley, A value for n-person games (1953).
 */
export function exactShapley(values: Float64Array, count: number): Float64Array {
  const sizeWeights = Float64Array.from({ length: count }, (_, size) => 1 / (count * binomial(count - 1, size)))
  const result = new Float64Array(count)
  for (let set = 0; set < values.length; set++) {
    const weight = sizeWeights[countBits(set)]!
    for (let player = 0; player < count; player++) {
      if (((set >>> player) & 1) === 0) result[player]! += weight * (values[set | (1 << player)]! - values[set]!)
    }
  }
  return result
}

function countBits(set: number): number {
  let bits = 0
  for (let left = set; left !== 0; left &= left - 1) bits++
  return bits
}
