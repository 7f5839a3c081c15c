import { unlessSpent } from '../../../surrogate/unless-spent.ts'
import type { SetFunction } from '../search.ts'

/** F of the whole picture: what is shown of it and of the baseline, where both curves end. Null when the budget cannot pay for it. */
export async function scoreWhole(sets: SetFunction): Promise<number | null> {
  const scores = await unlessSpent(sets.scoresOf([new Uint8Array(sets.count).fill(1)]))
  return scores && scores[0]!
}
