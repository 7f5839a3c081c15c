import { drawAt } from './random.ts'

/**
 * A seed of its own for each purpose within one run, such as the name of a method and a column: u32, the same for the same seed and labels.
 * Draws of a counter-based generator are one long cycle, so neighbouring seeds must not be used as they are for streams that stand side by side.
 */
export function deriveSeed(seed: number, ...labels: readonly (string | number)[]): number {
  let derived = seed
  for (const label of labels) {
    if (typeof label === 'number') derived = next(derived, label)
    else for (let i = 0; i < label.length; i++) derived = next(derived, label.charCodeAt(i))
  }
  return derived
}

function next(seed: number, number: number): number {
  return Math.floor(drawAt(seed, number) * 2 ** 32)
}
