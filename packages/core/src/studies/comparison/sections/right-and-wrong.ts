import type { BootstrapOptions } from '../../../math/bootstrap.ts'
import type { ReportCell, ReportSection, ReportTable } from '../../study-report.ts'
import { meanCell } from '../cells.ts'
import type { Compared, ModelFindings } from '../findings.ts'
import { columnOf, fileName, text } from './columns.ts'

/** Means of right and of wrong predictions apart; null where the pictures are all of one kind. */
export function rightAndWrongSection(findings: readonly ModelFindings[], compared: Compared): ReportSection | null {
  const tables = findings.flatMap(({ table }) => {
    const right = table.isRight.map((one) => one === true)
    const wrong = table.isRight.map((one) => one === false)
    if (!right.includes(true) || !wrong.includes(true)) return []
    const rows = compared.methods.map(({ label }, method): ReportCell[] => [
      label,
      ...compared.metrics.flatMap((_, metric) => {
        const values = table.values[method]![metric]!
        return [meanWhere(values, right, compared.bootstrap), meanWhere(values, wrong, compared.bootstrap)]
      }),
    ])
    const counts = `${right.filter(Boolean).length} right, ${wrong.filter(Boolean).length} wrong predictions`
    const columns = compared.metrics.flatMap((metric) =>
      ['right', 'wrong'].map((kind) => ({ ...columnOf(metric), name: `${metric.label}, ${kind}` })),
    )
    return [
      {
        name: `right-and-wrong-${fileName(table.model)}`,
        caption: `${table.model}: ${counts}`,
        columns: [text('method'), ...columns],
        rows,
      } satisfies ReportTable,
    ]
  })
  if (tables.length === 0) return null
  return {
    title: 'Right and wrong predictions apart',
    text: 'The same means over the pictures that the model gets right, and over those that it gets wrong.',
    tables,
  }
}

function meanWhere(values: Float64Array, wanted: readonly boolean[], options: BootstrapOptions): ReportCell {
  return meanCell(
    values.filter((_, picture) => wanted[picture]!),
    options,
  )
}
