import { median, medianDistance } from '../../math/median.ts'
import type { Warning } from '../../model/classifier.ts'
import type { HsicParameters } from './hsic-parameters.ts'

/** A width below this share of the range of the scores makes every score unlike every other. */
const smallestShare = 1e-3

/** The width of the output kernel; 0 where there is none and no cell can be told from another. */
export interface Bandwidth {
  readonly width: number
  readonly warnings: readonly Warning[]
}

/**
 * The width that the parameters ask for. A median that is no width, being at most 0 or far below the range of the scores, gives way to the
 * median distance: BANDWIDTH_REPLACED. Where more than half of the pairs are equal that is 0 too: BANDWIDTH_ZERO.
 */
export function chooseBandwidth(scores: Float64Array, { bandwidth, space }: HsicParameters): Bandwidth {
  const rule = bandwidth !== 'auto' ? bandwidth : space === 'logit' ? 'pairwise-median' : 'output-median'
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  for (const score of scores) {
    least = Math.min(least, score)
    largest = Math.max(largest, score)
  }
  const range = largest - least
  if (!(range > 0)) return { width: 0, warnings: [] }
  const wanted = rule === 'output-median' ? median(scores) : medianDistance(scores)
  if (wanted > 0 && wanted >= smallestShare * range) return { width: wanted, warnings: [] }
  const replaced: Warning = {
    code: 'BANDWIDTH_REPLACED',
    message: `The median score, ${wanted.toPrecision(2)}, is no width for scores that range over ${range.toPrecision(2)}: the median distance of two scores was used.`,
  }
  const width = rule === 'output-median' ? medianDistance(scores) : wanted
  if (width > 0) return { width, warnings: rule === 'output-median' ? [replaced] : [] }
  return {
    width: 0,
    warnings: [
      {
        code: 'BANDWIDTH_ZERO',
        message: 'More than half of all pairs of masks have equal scores, so that the kernel has no width: all values are zero.',
      },
    ],
  }
}
