import type { Sample } from '../datasets/dataset.ts'
import { deriveSeed } from '../random/derive-seed.ts'

/** How many samples of a data set are wanted; null for all. */
export interface SampleChoice {
  readonly limit: number | null
  /** Of each class; samples whose class is not known count as one class. */
  readonly perClass: number | null
  readonly seed: number
}

/**
 * Draws samples without replacement, first per class, then of all, and gives them in their old order. Which ones are drawn depends on the seed and
 * on their own ids only: a sample more in the data set changes nothing about the order among the others.
 */
export function chooseSamples<S extends Pick<Sample, 'id' | 'class'>>(
  samples: readonly S[],
  { limit, perClass, seed }: SampleChoice,
): readonly S[] {
  const drawn = samples
    .map((sample, index) => ({ sample, index, draw: deriveSeed(seed, 'choose', sample.id) }))
    .sort((a, b) => a.draw - b.draw || a.index - b.index)
  const taken = new Map<number | undefined, number>()
  const fitting = drawn.filter(({ sample }) => {
    const count = (taken.get(sample.class) ?? 0) + 1
    taken.set(sample.class, count)
    return perClass === null || count <= perClass
  })
  return fitting
    .slice(0, limit ?? fitting.length)
    .sort((a, b) => a.index - b.index)
    .map(({ sample }) => sample)
}
