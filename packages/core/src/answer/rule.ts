import { complementOf } from '../surrogate/region-set.ts'
import type { SetScore } from '../surrogate/region-sets.ts'
import type { Side } from '../surrogate/side.ts'
import { clippedLogOdds } from '../surrogate/surrogate.ts'

/** What a set must do to be an answer. */
export interface Rule {
  /** Whether the set is shown alone or hidden. */
  readonly side: Side
  /** The mask that is measured for a set, and the set that a mask is measured for. */
  readonly maskOf: (set: Uint8Array) => Uint8Array
  /** Whether the measured score satisfies the rule. */
  readonly holds: (score: SetScore) => boolean
  /** How well it does, 0..1; more is better. */
  readonly value: (score: SetScore) => number
  /** The promise from which on a set is expected to hold, given what was measured. */
  readonly level: (measured: Iterable<readonly [mask: Uint8Array, score: SetScore]>) => number
}

/** Whether the target is given: no class is above it, and a tie counts for it. */
export function isGiven(score: SetScore): boolean {
  return score.probability >= score.top
}

/** Shown alone, the set is given the target with at least `threshold * reference` of probability, equality included. */
export function sufficientRule(threshold: number, reference: number): Rule {
  const needed = threshold * reference
  return {
    side: 'keep',
    maskOf: (set) => set,
    holds: (score) => isGiven(score) && score.probability >= needed,
    value: (score) => score.probability,
    level: () => Math.log(needed) - Math.log1p(-needed),
  }
}

/** Hidden, the set takes the decision away: another class is above the target. */
export function flipRule(): Rule {
  return {
    side: 'drop',
    maskOf: complementOf,
    holds: (score) => !isGiven(score),
    value: (score) => 1 - score.probability,
    level: lossLevel,
  }
}

/**
 * The cut in negated log-odds that tells masks which lost the target from those that kept it with the fewest errors: the first such cut
 * in ascending order, midway between its neighbours.
 */
function lossLevel(measured: Iterable<readonly [mask: Uint8Array, score: SetScore]>): number {
  const points = Array.from(measured, ([, score]) => ({ value: -clippedLogOdds(score.probability), lost: !isGiven(score) }))
  points.sort((a, b) => a.value - b.value)
  // Below the first point everything counts as lost, so every kept mask is an error.
  let errors = points.filter(({ lost }) => !lost).length
  let fewest = Number.POSITIVE_INFINITY
  let level = 0
  for (let i = 1; i < points.length; i++) {
    errors += points[i - 1]!.lost ? 1 : -1
    if (errors >= fewest) continue
    fewest = errors
    level = (points[i - 1]!.value + points[i]!.value) / 2
  }
  return level
}
