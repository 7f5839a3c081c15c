import { sizeOf } from '../surrogate/region-set.ts'
import { measuredOthers, type OtherSets, otherSets } from './others.ts'
import { prune } from './prune.ts'
import type { PrunedSet } from './pruned-set.ts'
import { isSmall, type SecondSet, secondSet, showRest } from './second.ts'
import type { SetSearch } from './set-search.ts'
import { orSmaller } from './smallest-set.ts'

/** An answer beside others. */
interface ComparedAnswer {
  readonly first: PrunedSet
  readonly others: OtherSets
  /** Null when it was not asked for, or not even the rest of the picture could be shown. */
  readonly second: SecondSet | null
}

/**
 * Looks for other sets as small as the answer and, when asked, for one without any of its regions. Should the latter have fewer regions
 * than the answer, the two change places, and what is now the answer gets its certificate.
 */
export async function compareAnswers(search: SetSearch, answer: PrunedSet, findSecond: boolean): Promise<ComparedAnswer> {
  const first = await orSmaller(search, answer)
  const others = await otherSets(search, first.set)
  if (!findSecond) return { first, others, second: null }
  const second = await secondSet(search, first.set)
  if (!second?.set || sizeOf(second.set.set) >= sizeOf(first.set))
    return { first, others: measuredOthers(search, first.set), second }
  const better = await prune(search, second.set)
  const rest = await showRest(search, better.set)
  return {
    first: better,
    others: await otherSets(search, better.set),
    second: rest && { rest, set: isSmall(first.set, search.sets.count) ? first : null },
  }
}
