import { createRandom } from './random.ts'

/** Floats drawn evenly from `low` to `high`. */
export function drawFloats(seed: number, length: number, low = 0, high = 1): Float32Array {
  const random = createRandom(seed)
  return Float32Array.from({ length }, () => low + (high - low) * random.next())
}

/** Each 0 or 1 with even odds. */
export function drawBits(seed: number, length: number): Float32Array {
  return drawFloats(seed, length).map(Math.round)
}

/** Whole numbers drawn evenly from 0 to `limit - 1`. */
export function drawIndices(seed: number, length: number, limit: number): Uint32Array {
  const random = createRandom(seed)
  return Uint32Array.from({ length }, () => Math.floor(random.next() * limit))
}

/** All 32 bits of each word random. */
export function drawWords(seed: number, length: number): Uint32Array {
  return drawIndices(seed, length, 2 ** 32)
}
