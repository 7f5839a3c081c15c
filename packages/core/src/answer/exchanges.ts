import type { Change } from './candidate-pool.ts'
import { membersByPromise } from './pruned-set.ts'
import { outsideOf, type SetSearch } from './set-search.ts'

const blocks = [4, 8, 16, 32, 64]
/** Of the regions that leave, the share that others replace. */
const replaced = [0, 0.25, 0.5, 0.75]

/** Smaller sets of a large one: blocks of the regions it can best do without, in part replaced by those that promise most beside it. */
export function exchanges(search: SetSearch, set: Uint8Array): Change[] {
  const { neighbourhood } = search
  const leaving = membersByPromise(search, set)
  const promise = neighbourhood.toggled.slice()
  const coming = outsideOf(search, set).sort((a, b) => promise[b]! - promise[a]! || a - b)
  const pool: Change[] = []
  for (const block of blocks) {
    if (block >= leaving.length) break
    for (const share of replaced) {
      const base = set.slice()
      for (const region of leaving.slice(0, block)) base[region] = 0
      for (const region of coming.slice(0, share * block)) base[region] = 1
      neighbourhood.moveTo(base)
      pool.push({ base, out: -1, into: -1, promise: neighbourhood.promise })
    }
  }
  return pool
}
