import { plainCell } from '../../comparison/cells.ts'
import { number, text, whole } from '../../comparison/sections/columns.ts'
import type { ReportCell, ReportSection } from '../../study-report.ts'
import { placeOf, type ReliabilityContext, type ReliabilityFindings, where } from './context.ts'

/** Whether the models see the mosaics' classes at all. */
export function seenSection(found: readonly ReliabilityFindings[], { seenWithin }: ReliabilityContext): ReportSection {
  const rows = found.map(({ table }): ReportCell[] => {
    const all = table.seen.samples.length + table.unseen.samples.length
    return [
      ...placeOf(table),
      all,
      plainCell(table.first / all, 'no mosaic was measured'),
      plainCell(table.seen.samples.length / all, 'no mosaic was measured'),
      table.unseen.samples.length,
      table.repeats,
    ]
  })
  const classes = found.flatMap(({ table }) =>
    [...table.unseenClasses]
      .filter(([, { unseen }]) => unseen > 0)
      .map(([label, { unseen, all }]): ReportCell[] => [...placeOf(table), label, unseen, all]),
  )
  return {
    title: 'Do the models see the mosaics?',
    text:
      `A mosaic says nothing about a method where the model does not see its class. Everything below is of the mosaics whose class is among the ${seenWithin} most ` +
      'probable ones; the others are counted here, class by class, and are in no mean and no agreement.',
    tables: [
      {
        name: 'seen',
        caption: 'How often the class of the mosaic is the answer, and among the most probable classes',
        columns: [
          ...where,
          whole('mosaics'),
          number('first', 'higher', 3),
          number(`within ${seenWithin}`, 'higher', 3),
          whole('unseen'),
          whole('with a photograph twice'),
        ],
        rows,
      },
      {
        name: 'unseen-classes',
        caption:
          classes.length === 0
            ? 'Every model sees every mosaic that was measured'
            : 'Classes that a model does not see in some mosaics',
        columns: [...where, text('class'), whole('unseen'), whole('mosaics')],
        rows: classes,
      },
    ],
  }
}
