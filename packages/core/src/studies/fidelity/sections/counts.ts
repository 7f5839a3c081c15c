import { number, text, whole } from '../../comparison/sections/columns.ts'
import type { ReportCell, ReportSection } from '../../study-report.ts'
import type { Collected } from '../collect.ts'

/** The accuracy of the models from the start, and what is missing. */
export function countsSection({ pictures, failures }: Collected, onlyRight: boolean): ReportSection {
  return {
    title: 'Pictures, and what is missing',
    text: onlyRight
      ? 'Pictures whose target is not the answer from the start are left out of everything above.'
      : 'Pictures whose target is not the answer from the start are kept: accuracies begin below 1.',
    tables: [
      {
        name: 'pictures',
        caption: 'Pictures, and how many the models get right',
        columns: [text('model'), whole('pictures'), whole('right from the start'), number('accuracy', 'higher', 3)],
        rows: Array.from(pictures, ([model, { known, right }]): ReportCell[] => [model, known, right, right / known]),
      },
      {
        name: 'missing',
        caption: failures.length === 0 ? 'Every map was measured' : 'Maps that are missing',
        columns: [text('model'), text('of'), whole('pictures'), text('reason')],
        rows: failures.map(({ model, subject, count, reason }) => [model, subject, count, reason]),
      },
    ],
  }
}
