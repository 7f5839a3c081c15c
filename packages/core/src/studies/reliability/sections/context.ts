import { text } from '../../comparison/sections/columns.ts'
import type { ReportCell } from '../../study-report.ts'
import type { MosaicTable } from '../collect.ts'
import type { MetricReliability } from '../findings.ts'
import type { ReliabilityMethod } from '../parameters.ts'

/** One table with what was found of it. */
export interface ReliabilityFindings {
  readonly table: MosaicTable
  readonly metrics: readonly MetricReliability[]
}

/** What the sections need besides. */
export interface ReliabilityContext {
  readonly methods: readonly ReliabilityMethod[]
  readonly bootstrap: { readonly seed: number; readonly resamples: number }
  readonly seenWithin: number
}

/** The columns that say which mosaics a row is of, and what stands in them. */
export const where = [text('model'), text('data set')]
export function placeOf({ model, group }: MosaicTable): ReportCell[] {
  return [model, group === '' ? 'all' : group]
}
