import type { HeatChart, ReportCell, ReportSection } from '../../study-report.ts'
import { meanCell } from '../cells.ts'
import type { Compared, ModelFindings } from '../findings.ts'
import { columnOf, fileName, text } from './columns.ts'

/** Means of every metric for every method, model by model, with the ranks as a picture. */
export function meansSection({ table, metrics: found }: ModelFindings, { methods, metrics, bootstrap }: Compared): ReportSection {
  const rows = methods.map(({ label }, method): ReportCell[] => [
    label,
    ...metrics.map((_, metric) => meanCell(table.values[method]![metric]!, bootstrap)),
  ])
  return {
    title: `Means on ${table.model}`,
    text:
      'The mean of each metric over the pictures that have a value, with its 95 % interval from resampling pictures. An arrow says which is better. ' +
      'The random map and the Gaussian know nothing of the model: a method that is not clearly better than both has shown nothing by that metric.',
    tables: [
      {
        name: `means-${fileName(table.model)}`,
        caption: `${table.samples.length} pictures`,
        columns: [text('method'), ...metrics.map(columnOf)],
        rows,
      },
    ],
    charts: [
      rankChart(
        { table, metrics: found },
        methods.map(({ label }) => label),
      ),
      ...barsOf({ table, metrics: found }, rows, methods),
    ],
  }
}

function rankChart({ table, metrics }: ModelFindings, labels: readonly string[]): HeatChart {
  const ranked = labels.flatMap((_, method) => (metrics.some(({ ranking }) => ranking.ranked.includes(method)) ? [method] : []))
  return {
    kind: 'heat',
    name: `ranks-${fileName(table.model)}`,
    caption: 'Mean rank of each method by each metric; 1 is best, and darkest',
    rows: ranked.map((method) => labels[method]!),
    columns: metrics.map(({ metric }) => metric.label),
    values: ranked.map((method) =>
      metrics.map(({ ranking, ranks }) => {
        const rank = ranks[ranking.ranked.indexOf(method)]?.mean
        return rank === undefined || Number.isNaN(rank) ? null : rank
      }),
    ),
    // From the worst to the best: the best stands out.
    range: [Math.max(2, ranked.length), 1],
  }
}

const mostBars = 4

function barsOf(
  { table, metrics }: ModelFindings,
  rows: readonly (readonly ReportCell[])[],
  methods: Compared['methods'],
): NonNullable<ReportSection['charts']> {
  return metrics.slice(0, mostBars).map(({ metric }, index) => ({
    kind: 'bars' as const,
    name: `${metric.metric.name}-${fileName(table.model)}`,
    caption: `${metric.label}: ${metric.metric.says}`,
    x: `${metric.metric.title}, ${metric.metric.direction} is better`,
    bars: rows.map((row, method) => {
      const cell = row[index + 1]!
      const { label: name, isControl: control } = methods[method]!
      if (typeof cell === 'number') return { name, control, value: cell }
      if (typeof cell !== 'object' || cell === null || cell.value === null) return { name, control, value: null }
      return { name, control, value: cell.value, low: cell.low, high: cell.high }
    }),
  }))
}
