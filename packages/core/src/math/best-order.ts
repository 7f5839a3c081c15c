import { TelltaleError } from '../errors.ts'

/** More regions than this have more than 32768 sets. */
export const mostExactRegions = 15

/** An order of regions and the area under the values of its prefixes. */
export interface BestOrder {
  readonly order: Uint16Array
  readonly area: number
}

/**
 * Of all orders of N regions the one with the largest trapezoid area under the values of its prefixes, over their cumulative areas; by
 * dynamic programming over all sets (Held and Karp). `values` has one entry per set, `2^N`, region r being bit r of the index; `areas` has
 * one per region. Of equal areas the lowest region comes first. Throws USAGE_REGIONS above 15 regions and USAGE_PARAMETER when the values
 * are not one finite number per set or an area is not finite.
 */
export function bestOrder(values: ArrayLike<number>, areas: ArrayLike<number>): BestOrder {
  const count = areas.length
  requireFewRegions(count)
  requireValues(values, 2 ** count)
  requireFinite('area of region', areas)
  const whole = 2 ** count - 1
  // Largest area from a set on to the whole, and the region to add first; supersets have larger numbers.
  const rest = new Float64Array(whole + 1)
  const next = new Uint8Array(whole + 1)
  for (let set = whole - 1; set >= 0; set--) {
    rest[set] = Number.NEGATIVE_INFINITY
    for (let region = 0; region < count; region++) {
      const larger = set | (1 << region)
      if (larger === set) continue
      const area = 0.5 * (values[set]! + values[larger]!) * areas[region]! + rest[larger]!
      if (area > rest[set]!) {
        rest[set] = area
        next[set] = region
      }
    }
  }
  const order = new Uint16Array(count)
  for (let place = 0, set = 0; place < count; place++) {
    order[place] = next[set]!
    set |= 1 << next[set]!
  }
  return { order, area: rest[0]! }
}

/** Throws USAGE_REGIONS when all sets of the regions are too many to measure. */
export function requireFewRegions(count: number): void {
  if (count <= mostExactRegions) return
  throw new TelltaleError(
    'USAGE_REGIONS',
    `The exact order of ${count} regions needs all 2^${count} sets of them.`,
    `Use another search, or ask for at most ${mostExactRegions} regions.`,
    { value: count, limit: mostExactRegions },
  )
}

function requireValues(values: ArrayLike<number>, sets: number): void {
  if (values.length !== sets)
    throw new TelltaleError('USAGE_PARAMETER', `${values.length} values came for ${sets} sets.`, 'Give one value per set.', {
      value: values.length,
      limit: sets,
    })
  requireFinite('value of set', values)
}

function requireFinite(what: string, numbers: ArrayLike<number>): void {
  for (let i = 0; i < numbers.length; i++)
    if (!Number.isFinite(numbers[i]!))
      throw new TelltaleError('USAGE_PARAMETER', `The ${what} ${i} is ${numbers[i]}.`, 'Give finite numbers.', {
        value: numbers[i]!,
      })
}
