import type { Cost } from '../evaluator/mask-evaluator.ts'

/** What one document cost: forwards that another target had paid for are not among them. */
export interface Spent {
  readonly startedAt: string
  /** Wall time in milliseconds, and the part before the search. */
  readonly total: number
  readonly prepare: number
  readonly cost: Cost
}

/** Measures what is spent from one call to the next; the first interval begins at once, and its preparation ends with `prepared`. */
export interface Meter {
  readonly prepared: () => void
  /** What was spent since the last call; then the next interval begins. */
  readonly lap: () => Spent
}

const nothing: Cost = { forwards: 0, memoHits: 0, milliseconds: { mask: 0, model: 0, read: 0, other: 0 } }

export function createMeter(costSoFar: () => Cost): Meter {
  let startedAt = new Date()
  let started = performance.now()
  let before = nothing
  let prepare = 0
  return {
    prepared: () => {
      prepare = performance.now() - started
    },
    lap: () => {
      const now = performance.now()
      const cost = costSoFar()
      const spent = { startedAt: startedAt.toISOString(), total: now - started, prepare, cost: difference(cost, before) }
      startedAt = new Date()
      started = now
      before = cost
      prepare = 0
      return spent
    },
  }
}

function difference(after: Cost, before: Cost): Cost {
  return {
    forwards: after.forwards - before.forwards,
    memoHits: after.memoHits - before.memoHits,
    milliseconds: {
      mask: after.milliseconds.mask - before.milliseconds.mask,
      model: after.milliseconds.model - before.milliseconds.model,
      read: after.milliseconds.read - before.milliseconds.read,
      other: after.milliseconds.other - before.milliseconds.other,
    },
  }
}
