import { median } from '../../../math/median.ts'
import { sampleVariance } from '../../../math/variance.ts'
import { classificationMetrics } from '../../../metrics/classification/classification-metrics.ts'
import { meanCell, plainCell, present } from '../../comparison/cells.ts'
import { fileName, number, text, whole } from '../../comparison/sections/columns.ts'
import type { ReportCell, ReportSection } from '../../study-report.ts'
import { placeOf, type ReliabilityContext, type ReliabilityFindings, where } from './context.ts'

/** Mean, median and variance of every metric for every method. */
export function valuesSection(found: readonly ReliabilityFindings[], { methods, bootstrap }: ReliabilityContext): ReportSection {
  const rows = found.flatMap(({ table }) =>
    classificationMetrics.flatMap((metric, index) =>
      methods.flatMap(({ label, isSigned, isControl }, method): ReportCell[][] => {
        if (!isSigned && !metric.ofPositiveMaps) return []
        const all = table.seen.values[index]![method]!
        const there = present(all)
        return [
          [
            ...placeOf(table),
            metric.name,
            isControl ? `${label} (control)` : label,
            meanCell(all, bootstrap),
            plainCell(median(there), 'no mosaic has a value'),
            plainCell(sampleVariance(there), 'fewer than two mosaics have a value'),
            there.length,
            all.length - there.length,
          ],
        ]
      }),
    ),
  )
  return {
    title: 'The seven metrics of each method',
    text:
      'Signed methods have all seven; of maps without negative values only precision says something. A map that ignores the class has a precision and an accuracy of ' +
      '.5 on average, because half of a mosaic shows the class. Higher is better except for the two rates. A value whose denominator is 0 is missing and in no mean.',
    tables: [
      {
        name: 'values',
        caption: 'Means with 95 % intervals from resampling mosaics, medians and sample variances',
        columns: [
          ...where,
          text('metric'),
          text('method'),
          number('mean', undefined, 3),
          number('median', undefined, 3),
          number('variance', undefined, 4),
          whole('mosaics'),
          whole('missing'),
        ],
        rows,
      },
    ],
    charts: found.map(({ table }) => ({
      kind: 'bars' as const,
      name: `precision-${fileName(placeOf(table).join(' '))}`,
      caption: `Precision on ${table.model}; chance is .5`,
      x: 'mean precision, higher is better',
      bars: methods.map(({ label, isControl }, method) => {
        const cell = meanCell(table.seen.values[0]![method]!, bootstrap)
        const numbers = typeof cell === 'object' && cell !== null && cell.value !== null ? cell : null
        return { name: label, control: isControl, ...(numbers ?? { value: typeof cell === 'number' ? cell : null }) }
      }),
    })),
  }
}
