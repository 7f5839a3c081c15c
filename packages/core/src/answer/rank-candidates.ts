import { normalBelow } from '../math/normal-distribution.ts'
import type { Candidate } from './candidate-pool.ts'
import type { SetSearch } from './set-search.ts'

/** Solutions finished at once: the host solves four together. */
const chunk = 4

/** A candidate's place in the list, and the most regions it can be expected to save. */
interface Rated {
  readonly candidate: Candidate
  readonly place: number
  readonly bound: number
}

/**
 * The `count` candidates that promise to save the most regions of a set of `size`: regions saved times the probability that the candidate
 * reaches `level`, at least `least` for the best of them, else none. Ties go to the earlier candidate.
 */
export function bestCandidates(
  search: SetSearch,
  candidates: readonly Candidate[],
  {
    size,
    level,
    count,
    least,
  }: { readonly size: number; readonly level: number; readonly count: number; readonly least: number },
): Candidate[] {
  const { deviations } = search.sets.surrogate()
  const solutions = candidates.map(({ set }) => deviations.solutionOf(search.rule.maskOf(set)))
  const saving = (place: number): number => {
    const candidate = candidates[place]!
    return (size - candidate.size) * normalBelow((candidate.promise - level) / (2 * deviations.deviation(solutions[place]!)))
  }
  // A deviation only falls as its solution goes on, so an unfinished one bounds what a candidate below the level can save.
  const rated: Rated[] = candidates.map((candidate, place) => ({
    candidate,
    place,
    bound: candidate.promise < level ? saving(place) : size - candidate.size,
  }))
  rated.sort((a, b) => b.bound - a.bound || a.place - b.place)

  const exact: { readonly candidate: Candidate; readonly place: number; readonly saves: number }[] = []
  for (let from = 0; from < rated.length; from += chunk) {
    const enough = exact[count - 1]?.saves ?? 0
    if (rated[from]!.bound < Math.max(enough, exact.length === 0 ? least : 0)) break
    const next = rated.slice(from, from + chunk)
    deviations.finish(next.map(({ place }) => solutions[place]!))
    for (const { candidate, place } of next) exact.push({ candidate, place, saves: saving(place) })
    exact.sort((a, b) => b.saves - a.saves || a.place - b.place)
    exact.splice(count)
  }
  return (exact[0]?.saves ?? 0) < least ? [] : exact.map(({ candidate }) => candidate)
}
