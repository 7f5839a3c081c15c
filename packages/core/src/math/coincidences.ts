import { TelltaleError } from '../errors.ts'

/** How often two values were given to the same unit. */
export interface Coincidences {
  /** Distinct values, ascending, `[V]`. */
  readonly values: Float64Array
  /** How often each value can be paired with another of its unit, `[V]`. */
  readonly counts: Float64Array
  /** f64[V * V], symmetric; its rows sum to `counts`. */
  readonly matrix: Float64Array
}

/**
 * The coincidence matrix of a table of ratings, one row per rater and one column per unit; NaN = missing. Units with fewer than two ratings
 * contribute nothing, though their values are listed. Throws USAGE_PARAMETER when the rows differ in length.
 *
 * K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011.
 */
export function coincidencesOf(table: readonly ArrayLike<number>[]): Coincidences {
  const units = requireEqualRows(table)
  const { values, places } = codesOf(table, units)
  const size = values.length
  const matrix = new Float64Array(size * size)
  const given = new Float64Array(size)
  for (let unit = 0; unit < units; unit++) {
    given.fill(0)
    let ratings = 0
    for (let rater = 0; rater < table.length; rater++) {
      const place = places[rater * units + unit]!
      if (place < 0) continue
      given[place]!++
      ratings++
    }
    if (ratings >= 2) addPairs(matrix, given, ratings)
  }
  const counts = new Float64Array(size)
  for (let v = 0; v < size; v++) for (let w = 0; w < size; w++) counts[v]! += matrix[v * size + w]!
  return { values, counts, matrix }
}

/** Every ordered pair of ratings of one unit, `given[v]` of each value, weighted so that the unit counts as often as it was rated. */
function addPairs(matrix: Float64Array, given: Float64Array, ratings: number): void {
  const size = given.length
  for (let v = 0; v < size; v++) {
    if (given[v] === 0) continue
    for (let w = 0; w < size; w++) matrix[v * size + w]! += (given[v]! * (given[w]! - (v === w ? 1 : 0))) / (ratings - 1)
  }
}

/** The distinct values, and of each entry of the table which of them it is; -1 = missing. */
function codesOf(
  table: readonly ArrayLike<number>[],
  units: number,
): { readonly values: Float64Array; readonly places: Int32Array } {
  const found = new Map<number, number>()
  const codes = new Int32Array(table.length * units).fill(-1)
  for (let rater = 0, at = 0; rater < table.length; rater++)
    for (let unit = 0; unit < units; unit++, at++) {
      const value = table[rater]![unit]!
      if (Number.isNaN(value)) continue
      const code = found.get(value)
      codes[at] = code ?? found.size
      if (code === undefined) found.set(value, found.size)
    }
  const unsorted = Float64Array.from(found.keys())
  const order = Array.from(unsorted.keys()).sort((a, b) => unsorted[a]! - unsorted[b]!)
  const placeOf = new Int32Array(order.length)
  order.forEach((code, place) => {
    placeOf[code] = place
  })
  return { values: unsorted.sort(), places: codes.map((code) => (code < 0 ? -1 : placeOf[code]!)) }
}

function requireEqualRows(table: readonly ArrayLike<number>[]): number {
  const units = table[0]?.length ?? 0
  const other = table.find((row) => row.length !== units)
  if (!other) return units
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `A table of ratings has rows of ${units} and of ${other.length} units.`,
    'Give every rater one value per unit; NaN where it is missing.',
    { value: other.length, limit: units },
  )
}
