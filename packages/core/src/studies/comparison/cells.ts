import { type BootstrapOptions, bootstrapMean, type Interval } from '../../math/bootstrap.ts'
import { mean } from '../../math/mean.ts'
import type { ReportCell } from '../study-report.ts'

/** A number with its interval, where one could be made; null with the reason for NaN. */
export function cellOf(value: number, { low, high }: Pick<Interval, 'low' | 'high'>, reason: string): ReportCell {
  if (!Number.isFinite(value)) return { value: null, reason }
  return Number.isFinite(low) && Number.isFinite(high) ? { value, low, high } : value
}

/** A number without an interval; null with the reason for NaN. */
export function plainCell(value: number, reason: string): ReportCell {
  return Number.isFinite(value) ? value : { value: null, reason }
}

/** The mean of the values there are, with its interval over pictures. */
export function meanCell(values: Float64Array, options: BootstrapOptions): ReportCell {
  const there = present(values)
  return cellOf(mean(there), bootstrapMean(there, options), 'no picture has a value')
}

/** The values that are not missing. */
export function present(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value))
}
