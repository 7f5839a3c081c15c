import type { Change } from './candidate-pool.ts'
import { outsideOf, type SetSearch } from './set-search.ts'

/** Sets that grow from nothing at most; with more regions they gain several at a time. */
const mostSteps = 100

/**
 * The sets that grow from nothing by the allowed region with the best promise (the lowest in a tie), as changes: 1, 2, .. `size` regions.
 * Beyond a hundred they grow by the several regions that promise most beside the set, all steps alike, to `size` at most.
 */
export function grow(search: SetSearch, size: number): Change[] {
  const { neighbourhood, allowed } = search
  const width = Math.max(1, Math.ceil(size / mostSteps))
  const steps: Change[] = []
  let current = new Uint8Array(allowed.length) as Uint8Array
  neighbourhood.moveTo(current)
  for (let grown = width; grown <= size; grown += width) {
    const base = current
    const promise = neighbourhood.toggled
    const best = outsideOf(search, base).sort((a, b) => promise[b]! - promise[a]! || a - b)
    const first = best[0]!
    const expected = promise[first]!
    current = withAll(base, best.slice(0, width))
    neighbourhood.moveTo(current)
    steps.push(
      width === 1
        ? { base, out: -1, into: first, promise: expected }
        : { base: current, out: -1, into: -1, promise: neighbourhood.promise },
    )
  }
  return steps
}

function withAll(set: Uint8Array, regions: readonly number[]): Uint8Array {
  const larger = set.slice()
  for (const region of regions) larger[region] = 1
  return larger
}
