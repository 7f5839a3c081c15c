import { createRandom, type Random } from '../../../random/random.ts'
import { complementOf, setOf } from '../../../surrogate/region-set.ts'

const blobs = 3
const blobWidth = 0.2
const blobShare = 0.7
const densities = [0.1, 0.9] as const

/** How many random masks a search starts from: 40 for 49 regions. */
export function initialMaskCount(regions: number): number {
  return 2 * Math.floor(0.4 * regions + 0.5)
}

/**
 * The masks a surrogate path search starts from: none and all of the regions, then complementary pairs whose densities run from 0.1 to 0.9.
 * With geometry (`centres`, x and y per region) the masks are blobs rather than speckle, for networks answer to shapes.
 */
export function initialMasks(regions: number, seed: number, centres: Float64Array | null): Uint8Array[] {
  const random = createRandom(seed)
  const pairs = initialMaskCount(regions) / 2
  const masks: Uint8Array[] = [new Uint8Array(regions), new Uint8Array(regions).fill(1)]
  for (let pair = 0; pair < pairs; pair++) {
    const density = densities[0] + ((densities[1] - densities[0]) * (pair + 0.5)) / pairs
    const size = Math.min(regions - 1, Math.max(1, Math.floor(density * regions + 0.5)))
    const keys = randomKeys(regions, random, centres)
    const ascending = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]! || a - b)
    const mask = setOf(ascending.slice(0, size), regions)
    masks.push(mask, complementOf(mask))
  }
  return masks
}

function randomKeys(regions: number, random: Random, centres: Float64Array | null): Float64Array {
  const keys = Float64Array.from({ length: regions }, random.next)
  if (!centres) return keys
  const field = new Float64Array(regions)
  for (let blob = 0; blob < blobs; blob++) {
    const x = random.next()
    const y = random.next()
    const sign = random.next() < 0.5 ? 1 : -1
    for (let i = 0; i < regions; i++) {
      const squared = (centres[2 * i]! - x) ** 2 + (centres[2 * i + 1]! - y) ** 2
      field[i]! += sign * Math.exp(-squared / (2 * blobWidth * blobWidth))
    }
  }
  return keys.map((key, i) => key * (1 - blobShare) - field[i]! * blobShare)
}
