import { cellOf, plainCell } from '../../comparison/cells.ts'
import { fileName, number, text, whole } from '../../comparison/sections/columns.ts'
import type { HeatChart, ReportCell, ReportSection } from '../../study-report.ts'
import type { MosaicTable } from '../collect.ts'
import { type MetricReliability, meanCorrelation } from '../findings.ts'
import type { ReliabilityMethod } from '../parameters.ts'
import { placeOf, type ReliabilityContext, type ReliabilityFindings, where } from './context.ts'

/** Whether mosaics rank methods alike, and whether methods find the same mosaics easy. */
export function agreementSection(found: readonly ReliabilityFindings[], { methods }: ReliabilityContext): ReportSection {
  const rows = found.flatMap(({ table, metrics }) =>
    metrics.map((one): ReportCell[] => [
      ...placeOf(table),
      one.metric.name,
      one.ranking.ranked.length,
      one.ranking.ranks.length,
      one.dropped,
      cellOf(one.agreement.alpha, one.agreement, 'fewer than two mosaics or methods can be ranked'),
      plainCell(one.p, 'there is no alpha'),
      plainCell(one.alphaOfAll, 'fewer than two mosaics or methods can be ranked'),
      plainCell(meanCorrelation(one.correlations), 'no two methods can be compared'),
    ]),
  )
  return {
    title: 'Can the metrics be trusted?',
    text:
      'Alpha (Krippendorff, ordinal): do mosaics put the methods into the same order? 1 is full agreement, 0 what shuffled rankings give; p says how often shuffling gives ' +
      'as much. It is of mosaics with a value for every method; the column beside keeps missing values. Alpha of few methods is much noisier than of many, and the interval of few mosaics ' +
      'reaches too high, for a mosaic that is drawn twice agrees with itself. ' +
      'Rho (Spearman, mean over pairs of methods): do methods find the same mosaics easy?',
    tables: [
      {
        name: 'agreement',
        caption: 'Agreement of mosaics on the ranking of methods, and of methods on the difficulty of mosaics',
        columns: [
          ...where,
          text('metric'),
          whole('methods'),
          whole('mosaics'),
          whole('dropped'),
          number('alpha', 'higher', 3),
          number('p', 'lower', 4),
          number('alpha with missing values', 'higher', 3),
          number('mean rho', 'higher', 3),
        ],
        rows,
      },
    ],
    charts: found.flatMap(({ table, metrics }) =>
      metrics
        .filter(({ metric }) => metric.name === 'precision' || metric.name === 'accuracy')
        .map((one) => heatOf(table, one, methods)),
    ),
  }
}

function heatOf(table: MosaicTable, one: MetricReliability, methods: readonly ReliabilityMethod[]): HeatChart {
  const labels = one.methods.map((method) => methods[method]!.label)
  return {
    kind: 'heat',
    name: `rho-${one.metric.name}-${fileName(placeOf(table).join(' '))}`,
    caption: `Spearman's rho of every two methods over mosaics, by ${one.metric.name}, on ${table.model}`,
    rows: labels,
    columns: labels,
    values: one.correlations.map((row) => Array.from(row, (value) => (Number.isNaN(value) ? null : value))),
    range: [-1, 1],
  }
}
