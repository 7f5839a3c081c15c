import { deriveSeed } from './derive-seed.ts'
import { createRandom, shuffled } from './random.ts'

/**
 * Random orders of 0..count-1 in pairs: order `index` is the order before it reversed where the index is odd, and depends on the seed and its
 * pair only. What stands early in one of a pair stands late in the other, so that the effects of the place cancel.
 *
 * J. Castro, D. Gomez and J. Tejada, Computers and Operations Research 36 (2009); reversed pairs: R. Mitchell, J. Cooper, E. Frank and
 * G. Holmes, Journal of Machine Learning Research 23 (2022).
 */
export function antitheticPermutation(index: number, count: number, seed: number): Uint16Array {
  const order = shuffled(count, createRandom(deriveSeed(seed, 'permutation', index >> 1)))
  return index % 2 === 0 ? order : order.reverse()
}
