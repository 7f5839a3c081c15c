import { TelltaleError } from '../errors.ts'

/** Throws USAGE_PARAMETER when two lists whose items belong together differ in length. */
export function requireSameLength(a: ArrayLike<number>, b: ArrayLike<number>): void {
  if (a.length === b.length) return
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `A comparison was asked for between ${a.length} and ${b.length} values.`,
    'Give as many values on one side as on the other.',
    { value: a.length, limit: b.length },
  )
}
