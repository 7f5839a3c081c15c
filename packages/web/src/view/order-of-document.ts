import { attributionFromJson, decodeRuns, type Explanation, orderOf } from '@telltale/core'
import type { Order } from '../session/scrubber.ts'

/** The regions of a document from most to least important, whatever its method returned. */
export function orderOfDocument({ body }: Explanation): Order {
  const { width, height } = body.picture.frame
  const regions = decodeRuns(body.regions.runs, width, height, body.regions.count, body.regions.kind)
  return [...orderOf(attributionFromJson(body.attribution), regions, { width, height })]
}
