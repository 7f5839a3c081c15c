import type { ReportCell, ReportSection } from '../../study-report.ts'
import { meanCell } from '../cells.ts'
import type { Compared, ModelFindings } from '../findings.ts'
import { number, text, whole } from './columns.ts'

/** What is missing and why, and what everything cost. */
export function countsSection(findings: readonly ModelFindings[], { methods, bootstrap }: Compared): ReportSection {
  const missing = findings.flatMap(({ table }) => [
    ...table.missing.map((one): ReportCell[] => [table.model, one.method, one.metric ?? 'all', one.count, one.reason]),
    ...table.failures.map(({ sample, reason }): ReportCell[] => [table.model, 'all', 'all', 1, `${sample}: ${reason}`]),
  ])
  const forwards = findings.flatMap(({ table }) => [
    ...methods.map(({ label }, method): ReportCell[] => [table.model, label, meanCell(table.methodForwards[method]!, bootstrap)]),
    [table.model, 'all methods and metrics', meanCell(Float64Array.from(table.forwards), bootstrap)],
  ])
  return {
    title: 'What is missing, and what it cost',
    text: 'A value that is not defined is in no mean. Forwards of a method are those beyond what methods and metrics before it had measured.',
    tables: [
      {
        name: 'missing',
        caption: missing.length === 0 ? 'Nothing is missing' : 'Missing values',
        columns: [text('model'), text('method'), text('metric'), whole('pictures'), text('reason')],
        rows: missing,
      },
      {
        name: 'forwards',
        caption: 'Forwards per picture',
        columns: [text('model'), text('of'), number('forwards', 'lower', 0)],
        rows: forwards,
      },
    ],
  }
}
