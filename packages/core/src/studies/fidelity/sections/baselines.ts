import { krippendorffAlpha } from '../../../math/krippendorff.ts'
import { averageRanksOfPresent } from '../../../math/ranks.ts'
import { plainCell } from '../../comparison/cells.ts'
import { number, text, whole } from '../../comparison/sections/columns.ts'
import type { ReportCell, ReportSection } from '../../study-report.ts'
import type { FidelityFindings } from '../findings.ts'
import { type FidelityContext, namesIn, ofPlace, randomLoss, readingOf } from './context.ts'

/** How far the results hang on what pixels are hidden with, and whether baselines and models rank the methods alike. */
export function baselinesSection(found: readonly FidelityFindings[], context: FidelityContext): ReportSection {
  const models = namesIn(found, 'model')
  const baselines = namesIn(found, 'baseline')
  const groups = groupsOf(found.filter(({ table }) => table.method !== context.random))
  const rows = models.flatMap((model) =>
    groups.flatMap(({ own, readings }) => {
      const ranks = baselines.map((baseline) => ranksOf(ofPlace(own, model, baseline), readings))
      return readings.map((reading, index): ReportCell[] => {
        const there = own.filter((one) => one.table.model === model && readingOf(one) === reading)
        const losses = there.map((one) => one.lossOfLeast.value)
        return [
          model,
          reading,
          plainCell(Math.max(...losses) - Math.min(...losses), 'no picture'),
          there.length === 0 ? null : changesSign(there.map((one) => one.fidelity.value)) ? 'yes' : 'no',
          ...ranks.map((places) => plainCell(places[index]!, 'no picture')),
        ]
      })
    }),
  )
  const agreementIn = (on: string, among: readonly string[]): ReportCell[][] =>
    groups.map(({ sign, own, readings }) => {
      const rankings = among.flatMap((model) => baselines.map((baseline) => ranksOf(ofPlace(own, model, baseline), readings)))
      return [on, sign, rankings.length, readings.length, alphaCell(rankings)]
    })
  return {
    title: 'Does it hang on what pixels are hidden with?',
    text:
      'A fidelity that changes its sign or its rank with the baseline is not to be trusted. Signed maps are ranked among themselves, absolute ones too. Alpha (Krippendorff, ordinal): do baselines, and models, rank the methods alike? 1 is full agreement, ' +
      '0 what shuffled rankings give.',
    tables: [
      {
        name: 'baselines',
        caption: 'Spread over baselines, and ranks by fidelity on each',
        columns: [
          text('model'),
          text('method'),
          number('spread of D_LIF', 'lower', 3),
          text('fidelity changes sign'),
          ...baselines.map((baseline) => number(`rank, ${baseline}`, 'lower', 1)),
        ],
        rows,
      },
      {
        name: 'agreement-of-baselines',
        caption: 'Agreement of the rankings',
        columns: [text('on'), text('map'), whole('rankings'), whole('methods'), number('alpha', 'higher', 3)],
        rows: [...models.flatMap((model) => agreementIn(model, [model])), ...agreementIn('all models and baselines', models)],
      },
      {
        name: 'random-loss',
        caption: 'D_RAND: accuracy lost on average in random order (reconstruction)',
        columns: [text('model'), text('hidden with'), number('D_RAND', undefined, 3)],
        rows: models.flatMap((model) =>
          baselines.map((baseline): ReportCell[] => [
            model,
            baseline,
            plainCell(randomLoss(found, model, baseline, context), 'no picture'),
          ]),
        ),
      },
    ],
  }
}

/** Signed maps and absolute ones, which answer different questions, with the names of their readings. */
function groupsOf(
  found: readonly FidelityFindings[],
): readonly { readonly sign: string; readonly own: readonly FidelityFindings[]; readonly readings: readonly string[] }[] {
  return [...new Set(found.map(({ table }) => table.sign))].map((sign) => {
    const own = found.filter(({ table }) => table.sign === sign)
    return { sign, own, readings: [...new Set(own.map(readingOf))] }
  })
}

/** The rank of each reading by fidelity, 1 = best; NaN where it was not measured. */
function ranksOf(found: readonly FidelityFindings[], readings: readonly string[]): Float64Array {
  return averageRanksOfPresent(
    readings.map((reading) => -(found.find((one) => readingOf(one) === reading)?.fidelity.value ?? Number.NaN)),
  )
}

function changesSign(values: readonly number[]): boolean {
  return values.some((value) => value > 0) && values.some((value) => value < 0)
}

function alphaCell(rankings: readonly Float64Array[]): ReportCell {
  return plainCell(
    rankings.length < 2 ? Number.NaN : krippendorffAlpha(rankings, 'ordinal'),
    'fewer than two rankings or methods',
  )
}
