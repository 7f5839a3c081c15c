import { toggled } from '../surrogate/region-set.ts'
import type { Change } from './candidate-pool.ts'
import { outsideOf, type SetSearch } from './set-search.ts'

/** The sets that grow from nothing by the allowed region with the best promise (the lowest in a tie), as changes: 1, 2, .. `size` regions. */
export function grow(search: SetSearch, size: number): Change[] {
  const { neighbourhood, allowed } = search
  const steps: Change[] = []
  let current = new Uint8Array(allowed.length) as Uint8Array
  for (let step = 0; step < size; step++) {
    neighbourhood.moveTo(current)
    let best = -1
    for (const x of outsideOf(search, current)) if (best < 0 || neighbourhood.toggled[x]! > neighbourhood.toggled[best]!) best = x
    steps.push({ base: current, out: -1, into: best, promise: neighbourhood.toggled[best]! })
    current = toggled(current, best)
  }
  return steps
}
