import { createRandom } from './random.ts'

/**
 * A seed of its own for each purpose within one run, such as the name of a method and a column: u32, the same for the same seed and labels.
 * Draws of a counter-based generator are one long cycle, so neighbouring seeds must not be used as they are for streams that stand side by side.
 */
export function deriveSeed(seed: number, ...labels: readonly (string | number)[]): number {
  let derived = seed
  for (const label of labels) {
    const numbers = typeof label === 'number' ? [label] : Array.from(label, (letter) => letter.codePointAt(0)!)
    for (const number of numbers) derived = Math.floor(createRandom(derived).at(number) * 2 ** 32)
  }
  return derived
}
