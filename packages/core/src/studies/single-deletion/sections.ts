import { cellOf, plainCell } from '../comparison/cells.ts'
import { fileName, number, text, whole } from '../comparison/sections/columns.ts'
import type { BarChart, ReportCell, ReportSection } from '../study-report.ts'
import { deviationOfChance, type ScoreFindings } from './findings.ts'

export interface SingleDeletionContext {
  /** SDS, head-only IDSDS. */
  readonly variant: string
  readonly says: string
  readonly cells: number
}

/** Scores of every method on every baseline and model. */
export function scoresSection(found: readonly ScoreFindings[], { variant, says, cells }: SingleDeletionContext): ReportSection {
  const rows = found.map((one): ReportCell[] => [
    one.table.model,
    one.table.baseline,
    one.table.isControl ? `${one.table.method} (control)` : one.table.method,
    cellOf(one.score, one, 'the map or the drops are the same in every cell of every picture'),
    one.pictures,
    one.undefinedPictures,
    plainCell(deviationOfChance(cells, one.pictures), 'no picture'),
  ])
  return {
    title: `${variant}: does a map rank the parts of a picture as hiding them does?`,
    text:
      `Each of ${cells} cells of a picture is hidden once, and the fall of the true class’s logit is compared with the sum of the map over the cell: Spearman’s correlation, averaged over ` +
      `pictures. 1 is ideal, a random map has 0. ${says} Occlusion of the same cells must give exactly 1, and its opposite -1: they check the arithmetic and are no results. ` +
      'Published scores are of fine-tuned networks on 50 000 pictures: compare orders, not levels.',
    tables: [
      {
        name: 'scores',
        caption: `${variant} with 95 % intervals from resampling pictures`,
        columns: [
          text('model'),
          text('hidden with'),
          text('method'),
          number(variant, 'higher', 3),
          whole('pictures'),
          whole('undefined'),
          number('standard deviation of chance', undefined, 3),
        ],
        rows,
      },
    ],
    charts: chartsOf(found, variant),
  }
}

function chartsOf(found: readonly ScoreFindings[], variant: string): readonly BarChart[] {
  const places = [...new Set(found.map(({ table }) => JSON.stringify([table.model, table.baseline])))]
  return places.map((place) => {
    const own = found.filter(({ table }) => JSON.stringify([table.model, table.baseline]) === place)
    const { model, baseline } = own[0]!.table
    return {
      kind: 'bars',
      name: fileName(`scores ${model} ${baseline}`),
      caption: `${variant} on ${model}, hidden with ${baseline}`,
      x: `${variant}, higher is better`,
      bars: own.map(({ table, score, low, high }) => ({
        name: table.method,
        control: table.isControl,
        ...(Number.isNaN(score) ? { value: null } : { value: score, low, high }),
      })),
    }
  })
}
