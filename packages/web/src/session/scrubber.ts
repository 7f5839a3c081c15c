import type { Explanation } from '@telltale/core'

/** What the picture shows: the answer, or the first regions of the order shown alone or hidden. */
export type View = 'answer' | 'show' | 'hide'

export interface Scrubber {
  readonly view: View
  /** Regions of the order that are shown or hidden. */
  readonly count: number
}

/** Regions in the document's order, from most to least important. */
export type Order = readonly number[]

/** Probability of the target with the first regions shown or hidden, as it was measured; null where it was not. */
export function scoreAt({ body }: Explanation, { view, count }: Scrubber): number | null {
  if (view === 'answer') return body.answer?.kept ?? null
  const { score } = view === 'show' ? body.curves.insertion : body.curves.deletion
  return score[count] ?? null
}

/** Share of the frame that the first regions cover. */
export function shareAt({ body }: Explanation, { view, count }: Scrubber): number {
  if (view === 'answer') return body.answer?.share ?? 0
  return body.curves.insertion.share[count] ?? 0
}

/** How much a region added when its turn came, in probability; null where a neighbour on the curve was not measured. */
export function gainOf({ body }: Explanation, place: number): number | null {
  const before = body.curves.insertion.score[place]
  const after = body.curves.insertion.score[place + 1]
  return typeof before === 'number' && typeof after === 'number' ? after - before : null
}
