import { deriveSeed } from './derive-seed.ts'
import { permutedIndex } from './permuted-index.ts'

/** Digits beyond this precision change no coordinate that matters. */
const finest = 2 ** -32

/**
 * The Halton sequence: coordinate j of point `index` (from 0) is the index written in the j-th prime and mirrored at the point. With a seed
 * every digit goes through a random permutation of its own, zeros in front too, which breaks the near copies of columns with large primes.
 *
 * J. H. Halton (1960); digit permutations after A. B. Owen, A randomized Halton algorithm in R (2017).
 */
export function createHalton(dimensions: number, seed: number | null): (index: number, point: Float64Array) => void {
  const primes = firstPrimes(dimensions)
  return (index, point) => {
    for (let dimension = 0; dimension < dimensions; dimension++)
      point[dimension] = mirrored(index, primes[dimension]!, seed === null ? null : deriveSeed(seed, dimension))
  }
}

function mirrored(index: number, base: number, seed: number | null): number {
  let value = 0
  let left = index
  for (let digit = 0, scale = 1 / base; seed === null ? left > 0 : scale > finest; digit++, scale /= base) {
    const plain = left % base
    value += scale * (seed === null ? plain : permutedIndex(plain, base, deriveSeed(seed, digit)))
    left = Math.floor(left / base)
  }
  return value
}

function firstPrimes(count: number): readonly number[] {
  const primes: number[] = []
  for (let candidate = 2; primes.length < count; candidate++) {
    let isPrime = true
    for (let i = 0; isPrime && primes[i]! ** 2 <= candidate; i++) isPrime = candidate % primes[i]! !== 0
    if (isPrime) primes.push(candidate)
  }
  return primes
}
