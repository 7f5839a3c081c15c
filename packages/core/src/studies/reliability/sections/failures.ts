import { text, whole } from '../../comparison/sections/columns.ts'
import type { ReportCell, ReportSection } from '../../study-report.ts'
import { placeOf, type ReliabilityFindings, where } from './context.ts'

/** Maps that there are not. What was left out before the run is listed by the page. */
export function failuresSection(found: readonly ReliabilityFindings[]): ReportSection {
  const rows = found.flatMap(({ table }) =>
    table.failures.map(({ subject, reason, count }): ReportCell[] => [...placeOf(table), subject, count, reason]),
  )
  return {
    title: 'What is missing',
    tables: [
      {
        name: 'failures',
        caption:
          rows.length === 0 ? 'Every method has a map of every mosaic' : 'Methods without a map, and mosaics without a model',
        columns: [...where, text('of'), whole('mosaics'), text('reason')],
        rows,
      },
    ],
  }
}
