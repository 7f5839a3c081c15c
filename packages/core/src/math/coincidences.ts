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
  const values = distinctValues(table)
  const size = values.length
  const places = new Map(Array.from(values, (value, place) => [value, place]))
  const matrix = new Float64Array(size * size)
  for (let unit = 0; unit < units; unit++) {
    const given = new Float64Array(size)
    for (const row of table) if (!Number.isNaN(row[unit]!)) given[places.get(row[unit]!)!]!++
    const ratings = sum(given)
    if (ratings < 2) continue
    for (let v = 0; v < size; v++)
      for (let w = 0; w < size; w++) matrix[v * size + w]! += (given[v]! * (given[w]! - (v === w ? 1 : 0))) / (ratings - 1)
  }
  const counts = Float64Array.from({ length: size }, (_, v) => sum(matrix.subarray(v * size, (v + 1) * size)))
  return { values, counts, matrix }
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

function distinctValues(table: readonly ArrayLike<number>[]): Float64Array {
  const distinct = new Set(table.flatMap((row) => Array.from(row).filter((value) => !Number.isNaN(value))))
  return Float64Array.from(distinct).sort()
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}
