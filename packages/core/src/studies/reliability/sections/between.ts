import { classificationMetrics } from '../../../metrics/classification/classification-metrics.ts'
import { plainCell } from '../../comparison/cells.ts'
import { number, text, whole } from '../../comparison/sections/columns.ts'
import type { ReportCell, ReportSection } from '../../study-report.ts'
import { agreementOfTables } from '../findings.ts'
import type { ReliabilityFindings } from './context.ts'

/** Whether data sets, and whether models, rank the methods alike; null with one of each. */
export function betweenSection(found: readonly ReliabilityFindings[]): ReportSection | null {
  const models = [...new Set(found.map(({ table }) => table.model))]
  const groups = [...new Set(found.map(({ table }) => table.group))]
  const rowsOf = (between: string, within: string, chosen: readonly ReliabilityFindings[]): ReportCell[][] =>
    chosen.length < 2
      ? []
      : classificationMetrics.map((metric, index) => {
          const { methods } = chosen[0]!.metrics[index]!
          const { byMean, byMedian } = agreementOfTables(
            chosen.map(({ table }) => table),
            index,
            methods,
          )
          const reason = 'fewer than two methods can be ranked'
          return [
            between,
            within,
            metric.name,
            chosen.length,
            methods.length,
            plainCell(byMean, reason),
            plainCell(byMedian, reason),
          ]
        })
  const rows = [
    ...models.flatMap((model) =>
      rowsOf(
        'data sets',
        model,
        found.filter(({ table }) => table.model === model),
      ),
    ),
    ...groups.flatMap((group) =>
      rowsOf(
        'models',
        group === '' ? 'all' : group,
        found.filter(({ table }) => table.group === group),
      ),
    ),
  ]
  if (rows.length === 0) return null
  return {
    title: 'Do data sets and models rank the methods alike?',
    text: 'Ordinal alpha of the rankings by mean and by median, data sets or models being the raters. With two or three raters it is a rough number.',
    tables: [
      {
        name: 'between',
        caption: 'Agreement of rankings between data sets and between models',
        columns: [
          text('between'),
          text('on'),
          text('metric'),
          whole('raters'),
          whole('methods'),
          number('alpha by mean', 'higher', 3),
          number('alpha by median', 'higher', 3),
        ],
        rows,
      },
    ],
  }
}
