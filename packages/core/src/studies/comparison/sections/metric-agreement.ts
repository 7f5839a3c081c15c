import type { HeatChart, ReportSection } from '../../study-report.ts'
import type { Compared, ModelFindings } from '../findings.ts'
import { rankAgreement } from '../metric-agreement.ts'
import { fileName, number, text } from './columns.ts'

/** Whether metrics rank the methods alike: a matrix per model; null for a single metric. */
export function metricAgreementSection(findings: readonly ModelFindings[], compared: Compared): ReportSection | null {
  if (compared.metrics.length < 2) return null
  const charts = findings.map((one) => chartOf(one, compared))
  return {
    title: 'Do metrics agree about the methods?',
    text:
      'Spearman’s correlation of two metrics’ rankings of the methods on a picture, controls left out, as a mean over pictures. 1: both rank the methods alike; ' +
      '0: what one of them says of a method tells nothing about the other; below 0: what one calls better the other calls worse.',
    charts,
    tables: charts.map(({ name, caption, rows, columns, values }) => ({
      name,
      caption,
      columns: [text('metric'), ...columns.map((column) => number(column, undefined, 2))],
      rows: rows.map((row, index) => [
        row,
        ...values[index]!.map((value) => value ?? { value: null, reason: 'on no picture do both of them rank three methods' }),
      ]),
    })),
  }
}

function chartOf({ table }: ModelFindings, { methods, metrics }: Compared): HeatChart {
  const real = [...methods.keys()].filter((method) => !methods[method]!.isControl)
  const better = metrics.map(({ metric }, index) =>
    real.map((method) => table.values[method]![index]!.map((value) => (metric.direction === 'higher' ? value : -value))),
  )
  const names = metrics.map(({ label }) => label)
  return {
    kind: 'heat',
    name: `metric-agreement-${fileName(table.model)}`,
    caption: `Agreement of metrics on ${table.model}`,
    rows: names,
    columns: names,
    values: better.map((one) =>
      better.map((other) => {
        const agreement = rankAgreement(one, other)
        return Number.isNaN(agreement) ? null : agreement
      }),
    ),
    range: [-1, 1],
  }
}
