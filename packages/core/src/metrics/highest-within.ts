import type { OrderCurves } from './order-curves.ts'

/** The highest measured probability of the target among the prefixes of an order that cover at most a share of the frame. */
export interface HighestWithin {
  /** The share of the frame allowed. */
  readonly within: number
  /** Null, with neither share nor regions, when not even the first region fits or no prefix that fits was measured. */
  readonly kept: number | null
  /** Share of the frame and number of regions of that prefix; of equal ones the shortest. */
  readonly share: number
  readonly regions: number
}

const shares = [0.25, 0.5, 0.75, 1]
/** What the shares of a prefix may add up to too much by rounding. */
const tolerance = 1e-9

/**
 * The highest confidence within 25, 50, 75 and 100 % of the frame. The prefix of no region is none. A picture whose first region exceeds a
 * share has its entry all the same, so that means over pictures can say how many were left out.
 */
export function highestWithin({ share, insertion }: Pick<OrderCurves, 'share' | 'insertion'>): readonly HighestWithin[] {
  return shares.map((within) => {
    let best: HighestWithin = { within, kept: null, share: 0, regions: 0 }
    for (let size = 1; size < share.length && share[size]! <= within + tolerance; size++) {
      const kept = insertion[size]!
      if (kept > (best.kept ?? -1)) best = { within, kept, share: share[size]!, regions: size }
    }
    return best
  })
}
