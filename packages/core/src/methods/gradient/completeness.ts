import type { Warning } from '../../model/classifier.ts'

/** Beyond this share of the difference it should sum to, a path was read at too few points. */
const largestGap = 0.05

/** Logits that are no further apart count as equal, so shares of their difference say nothing. */
const smallestDifference = 0.01

/** What shares of a difference of two logits should sum to, and what they do. */
export interface Completeness {
  readonly statistics: Readonly<Record<'logit' | 'startLogit' | 'sum' | 'completenessGap', number>>
  readonly warnings: readonly Warning[]
}

/** Completeness: shares sum to the logit of the picture minus that where its path starts. `completenessGap` is what they miss, as a share of it. */
export function completeness(shares: Float64Array, logit: number, startLogit: number, points: number): Completeness {
  const sum = shares.reduce((total, share) => total + share, 0)
  const difference = logit - startLogit
  const gap = (sum - difference) / Math.max(Math.abs(difference), smallestDifference)
  const statistics = { logit, startLogit, sum, completenessGap: gap }
  if (Math.abs(gap) <= largestGap) return { statistics, warnings: [] }
  const message =
    `Over all channels the values sum to ${sum.toPrecision(3)} where the logit differs by ${difference.toPrecision(3)}: ` +
    `${points} points are few for this network; --points ${2 * points} would come nearer.`
  return { statistics, warnings: [{ code: 'COMPLETENESS_GAP', message }] }
}
