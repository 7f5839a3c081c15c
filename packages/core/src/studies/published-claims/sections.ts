import type { BootstrapOptions } from '../../math/bootstrap.ts'
import { cellOf, meanCell } from '../comparison/cells.ts'
import { fileName, number, text, whole } from '../comparison/sections/columns.ts'
import type { BarChart, ReportCell, ReportSection } from '../study-report.ts'
import type { ClaimsMissing, ClaimsTable, Ratio } from './findings.ts'
import { directions, publishedClaims } from './published.ts'
import { claimMeasures, rivals } from './record.ts'

/** What was published beside what is found here. */
export function claimsSection(ratios: readonly Ratio[]): ReportSection {
  const claimed = ratios.filter(({ published }) => published !== null)
  return {
    title: 'What was published, and what is found here',
    text:
      'Each number is the mean of the selection divided by the mean of HSIC over the same pictures: above 1 the selection is higher, which is better for ' +
      'insertion and for the highest probability, and worse for deletion. The interval is from resampling pictures, which stay paired. The published ' +
      `numbers (${publishedClaims.map(({ predictions, measure, as }) => `${measure} on ${predictions} predictions ${as}`).join('; ')}) are from other models and pictures, and their two methods were not measured on one baseline with one number of steps. The selection is judged by the curves that it searches for; HSIC does not know them.`,
    tables: [
      {
        name: 'claims',
        caption: 'Published ratios against those of this run',
        columns: ratioColumns,
        rows: claimed.map(ratioRow),
      },
    ],
    charts: [chartOf(claimed)],
  }
}

function chartOf(ratios: readonly Ratio[]): BarChart {
  return {
    kind: 'bars',
    name: 'ratios',
    caption: 'Mean of the selection over mean of HSIC; =: at equal forwards; grey: as published',
    x: 'ratio of means',
    bars: ratios.flatMap(({ table, measure, rival, ratio, interval, published }) => [
      {
        name: `${measure}, ${table.predictions}${rival === 'hsic' ? '' : ' ='}`,
        value: Number.isFinite(ratio) ? ratio : null,
        ...(Number.isFinite(interval.low) && Number.isFinite(interval.high) && { low: interval.low, high: interval.high }),
      },
      ...(rival === 'hsic' ? [{ name: 'published', value: published, control: true }] : []),
    ]),
  }
}

/** Every measure of every form of HSIC. */
export function ratiosSection(ratios: readonly Ratio[]): ReportSection {
  return {
    title: 'Every measure',
    text: 'The highest probability is that of the insertion curve, within a share of the frame or anywhere on it. A picture on which the first region is larger than the share has none.',
    tables: [{ name: 'ratios', caption: 'Ratios of means', columns: ratioColumns, rows: ratios.map(ratioRow) }],
  }
}

const ratioColumns = [
  text('model'),
  text('predictions'),
  text('measure'),
  text('against'),
  number('ratio', undefined, 3),
  number('published', undefined, 3),
  text('the selection is'),
  whole('pictures'),
]

function ratioRow({ table, measure, rival, ratio, interval, published, verdict, pictures }: Ratio): readonly ReportCell[] {
  return [
    table.model,
    table.predictions,
    `${measure} (${directions[measure]} is better)`,
    rival,
    cellOf(ratio, interval, 'no picture has both values, or the mean of HSIC is 0'),
    published ?? { value: null, reason: 'nothing was published' },
    verdict,
    pictures,
  ]
}

/** Means of everybody, and what they cost. */
export function meansSection(
  tables: readonly ClaimsTable[],
  missing: readonly ClaimsMissing[],
  options: BootstrapOptions,
): ReportSection {
  return {
    title: 'Means, and what they cost',
    tables: [
      ...tables.map((table) => ({
        name: `means-${fileName(table.model)}-${table.predictions}`,
        caption: `${table.model}, ${table.predictions} predictions: means over ${table.pictures} pictures`,
        columns: [
          text('method'),
          ...claimMeasures.map((measure) => number(measure, directions[measure], 3)),
          number('forwards', undefined, 0),
        ],
        rows: rivals.map((rival): readonly ReportCell[] => [
          rival,
          ...claimMeasures.map((measure) => meanCell(table.values[rival][measure], options)),
          meanCell(table.forwards[rival], options),
        ]),
      })),
      {
        name: 'missing',
        caption: missing.length === 0 ? 'Nothing failed' : 'What failed',
        columns: [text('model'), text('of'), whole('pictures'), text('reason')],
        rows: missing.map(({ model, what, count, reason }) => [model, what, count, reason]),
      },
    ],
  }
}
