import type { SetScore } from './region-sets.ts'
import type { GrowingSurrogate, Surrogate } from './surrogate.ts'

/** Enters the part of a history of measured sets that the surrogate has not seen, and fits it once. */
export function catchUp(
  surrogate: GrowingSurrogate,
  history: readonly (readonly [set: Uint8Array, score: SetScore])[],
): Surrogate {
  if (surrogate.rows < history.length) {
    for (let row = surrogate.rows; row < history.length; row++) surrogate.append(history[row]![0], history[row]![1].probability)
    surrogate.fit()
  }
  return surrogate
}
