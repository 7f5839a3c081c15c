import type { Warning } from '../../model/classifier.ts'
import type { SearchResult } from './search.ts'

/** Says where the searched part of an order ends, when a search was for a short prefix only: ORDER_PREFIX. */
export function prefixWarnings({ order, complete, searched = order.length }: SearchResult): Warning[] {
  if (!complete || searched === order.length) return []
  return [
    {
      code: 'ORDER_PREFIX',
      message: `Only the first ${searched} of ${order.length} regions were searched for: the order of the others is an estimate.`,
    },
  ]
}
