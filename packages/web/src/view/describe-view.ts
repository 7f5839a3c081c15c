import { type Explanation, percent } from '@telltale/core'
import { gainOf, type Order, type Scrubber, shareAt } from '../session/scrubber.ts'

/** What the picture shows at a place of the scrubber, in words. */
export function describeView(document: Explanation, scrubber: Scrubber): string {
  const { body } = document
  const share = percent(shareAt(document, scrubber))
  if (scrubber.view === 'answer')
    return body.answer
      ? `Only these ${body.answer.regions.length} of ${body.regions.count} regions, ${share} of the picture`
      : 'No few regions were found to be enough'
  const verb = scrubber.view === 'show' ? 'shown' : 'hidden'
  return `The first ${scrubber.count} of ${body.regions.count} regions ${verb}, ${share} of the picture`
}

/** A region's place in the order, and what it added when its turn came. */
export function describeRegion(document: Explanation, order: Order, region: number): string {
  const place = order.indexOf(region)
  if (place < 0) return `Region ${region + 1}`
  const gain = gainOf(document, place)
  const points =
    gain === null ? 'not measured' : `${gain >= 0 ? '+' : '−'}${Math.abs(100 * gain).toFixed(1)} points when its turn came`
  const inAnswer = document.body.answer?.regions.includes(region) ? ', part of the answer' : ''
  return `Region ${region + 1}: number ${place + 1} in the order, ${points}${inAnswer}`
}
