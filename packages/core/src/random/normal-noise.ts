import { createRandom } from './random.ts'

/** Fills `into` with draws of a normal distribution around 0: a function of the seed and the place only. G. Box and M. Muller, 1958. */
export function fillNormal(seed: number, deviation: number, into: Float32Array): void {
  const random = createRandom(seed)
  for (let i = 0; i < into.length; i += 2) {
    // 1 - u lies in (0, 1], so its logarithm is finite.
    const radius = deviation * Math.sqrt(-2 * Math.log(1 - random.next()))
    const angle = 2 * Math.PI * random.next()
    into[i] = radius * Math.cos(angle)
    if (i + 1 < into.length) into[i + 1] = radius * Math.sin(angle)
  }
}
