import type { Sample } from '../../datasets/dataset.ts'
import { TelltaleError } from '../../errors.ts'
import { deriveSeed } from '../../random/derive-seed.ts'

const folds = 2

/** Which half a sample belongs to: one is trained on, the other measured. */
export function foldOf({ id }: Pick<Sample, 'id'>, seed: number): number {
  return deriveSeed(seed, 'fold', id) % folds
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
