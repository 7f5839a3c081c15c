import type { Sample } from '../../datasets/dataset.ts'
import { TelltaleError } from '../../errors.ts'
import { deriveSeed } from '../../random/derive-seed.ts'

type Halved = Pick<Sample, 'id' | 'class'>

/**
 * Which half each sample belongs to, 0 or 1 by its id: one is trained on, the other measured. Every class is halved by itself, so that one with two
 * pictures or more is in both halves.
 */
export function halvesOf(samples: readonly Halved[], seed: number): ReadonlyMap<string, number> {
  const classes = new Map<number | undefined, Halved[]>()
  for (const sample of samples) {
    const own = classes.get(sample.class)
    if (own) own.push(sample)
    else classes.set(sample.class, [sample])
  }
  return new Map(
    [...classes].flatMap(([index, own]) => {
      const drawn = own.map(({ id }) => ({ id, draw: deriveSeed(seed, 'fold', id) })).sort((a, b) => a.draw - b.draw)
      const first = deriveSeed(seed, 'fold of class', index ?? -1)
      return drawn.map(({ id }, place) => [id, (first + place) % 2] as const)
    }),
  )
}

/** The examples of the other half. Throws USAGE_PARAMETER where there is none. */
export function othersOf<E extends { readonly fold: number }>(
  examples: readonly E[],
  fold: number,
  dataset: string,
): readonly E[] {
  const others = examples.filter((example) => example.fold !== fold)
  if (others.length > 0) return others
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `Half of ${dataset} has no picture of a known class, so that nothing can be trained on it.`,
    'Give a larger data set with classes.',
    { value: dataset },
  )
}

/** What a picture could not be used for: codes that match are passed over, anything else is thrown. */
export function nullFor(codes: RegExp, error: unknown): null {
  if (error instanceof TelltaleError && codes.test(error.code)) return null
  throw error
}
