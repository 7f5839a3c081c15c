import type { Attribution } from '../../explanation/attribution.ts'
import { valuesOfOrder } from '../../explanation/to-map.ts'

/** What a map was painted from: one value per region or cell; an order counts down from N. Null for a map that is not painted from fewer values. */
export function fewValuesOf(attribution: Attribution): Float64Array | null {
  switch (attribution.kind) {
    case 'order':
      return valuesOfOrder(attribution.order)
    case 'regions':
    case 'grid':
      return attribution.values
    case 'map':
      return null
  }
}
