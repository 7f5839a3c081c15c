import { drawAt } from './random.ts'

const rounds = 6

/**
 * Where item `index` of 0..count-1 goes in the random permutation that belongs to the seed; count is at most 2^30. Any item is found without
 * the others, so nothing is kept. A Feistel network over the next even number of bits, walked until it lands inside (M. Luby and C. Rackoff,
 * 1988; J. Black and P. Rogaway, 2002).
 */
export function permutedIndex(index: number, count: number, seed: number): number {
  if (count < 2) return 0
  const half = Math.ceil((32 - Math.clz32(count - 1)) / 2)
  const mask = (1 << half) - 1
  let place = index
  do {
    let left = place >>> half
    let right = place & mask
    for (let round = 0; round < rounds; round++) {
      const mixed = left ^ Math.floor(drawAt(seed, round * 2 ** 16 + right) * 2 ** half)
      left = right
      right = mixed
    }
    place = (left << half) | right
  } while (place >= count)
  return place
}
