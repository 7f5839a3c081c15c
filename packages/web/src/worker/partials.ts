import { type Attribution, type Classifier, createRegions, encodeRuns, orderOf, type Picture } from '@telltale/core'
import type { PartialOrder } from './protocol.ts'

/** Milliseconds between two partial overlays: more would be drawn than seen. */
const pause = 150

/** Turns what a method reports on its way into orders of the regions, not more often than they can be watched. */
export function createPartials(
  model: Classifier,
  picture: Picture,
  send: (partial: PartialOrder) => void,
): (attribution: Attribution) => void {
  const frame = model.frame(picture)
  const regions = createRegions(frame, { kind: 'slico', count: 49 }, picture)
  const map = { count: regions.count, width: regions.width, height: regions.height, runs: encodeRuns(regions) }
  let last = Number.NEGATIVE_INFINITY
  return (attribution) => {
    const now = performance.now()
    if (now - last < pause) return
    last = now
    send({ order: [...orderOf(attribution, regions, frame)], regions: map })
  }
}
