import { type FigureValue, type MethodFigure, summarise, summariseComparison } from '@telltale/core'
import { aligned } from '../output/aligned.ts'
import { coloursOf, printable, type Terminal } from '../terminal.ts'
import type { ComparedTarget } from './explain-picture.ts'

/** The lines a reader sees of several methods: for each target the class, a table of figures, who does best, and the file to open. */
export function describeComparisons(terminal: Terminal, comparisons: readonly ComparedTarget[]): readonly string[] {
  const { bold } = coloursOf(terminal.stdout, terminal.environment)
  return comparisons.flatMap(({ documents, open }, index) => {
    const { names, figures, sentences } = summariseComparison(documents)
    const [headline = ''] = summarise(documents[0]!)
    return [
      ...(index === 0 ? [] : ['']),
      bold(printable(headline)),
      ...tableOf(names.map(printable), figures),
      printable(sentences.join(' ')),
      ...(open === null ? [] : [printable(open)]),
    ]
  })
}

/** A row for each method and each order without any knowledge of the model, a column for each figure; the best of the methods has a star. */
function tableOf(names: readonly string[], figures: readonly MethodFigure[]): readonly string[] {
  const rows = [
    ['', ...figures.map(({ name }) => name)],
    ...names.map((name, method) => [name, ...figures.map(({ values }) => starred(values[method]!))]),
    ['random order', ...figures.map(({ values }) => values[0]!.controls?.random ?? '')],
    ['from the centre outwards', ...figures.map(({ values }) => values[0]!.controls?.blob ?? '')],
  ]
  return aligned(
    rows,
    figures.map((_, column) => column + 1),
  )
}

/** A star in front keeps the digits in line. */
function starred({ text, best }: FigureValue): string {
  return best ? `*${text}` : text
}
