import { deriveSeed } from './derive-seed.ts'
import { createRandom } from './random.ts'

/**
 * Masks of independent fair coins: a function that writes mask `index`, 1 where the coin of a region says keep. It depends on the seed and the
 * index only, so methods that draw from the same seed share their masks.
 */
export function createFairCoins(regions: number, seed: number): (index: number, mask: Float32Array) => void {
  const random = createRandom(deriveSeed(seed, 'fair-coins'))
  return (index, mask) => {
    for (let region = 0; region < regions; region++) mask[region] = random.at(index * regions + region) > 0.5 ? 1 : 0
  }
}
