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
  const readings = [...new Set(found.filter(({ table }) => table.method !== context.random).map(readingOf))]
  const ranks = new Map(
    models.flatMap((model) =>
      baselines.map((baseline) => [`${model} ${baseline}`, ranksOf(ofPlace(found, model, baseline), readings)] as const),
    ),
  )
  const rows = models.flatMap((model) =>
    readings.map((reading, index): ReportCell[] => {
      const own = baselines.map((baseline) => ofPlace(found, model, baseline).find((one) => readingOf(one) === reading))
      const losses = own.flatMap((one) => (one ? [one.lossOfLeast.value] : []))
      const fidelities = own.flatMap((one) => (one ? [one.fidelity.value] : []))
      const places = baselines.map((baseline) => ranks.get(`${model} ${baseline}`)![index]!)
      return [
        model,
        reading,
        plainCell(Math.max(...losses) - Math.min(...losses), 'no picture'),
        changesSign(fidelities) ? 'yes' : 'no',
        ...places.map((rank) => plainCell(rank, 'no picture')),
      ]
    }),
  )
  const raters = [...ranks.values()]
  const alphas = models.map((model): ReportCell[] => {
    const own = baselines.map((baseline) => ranks.get(`${model} ${baseline}`)!)
    return [model, own.length, readings.length, alphaCell(own)]
  })
  return {
    title: 'Does it hang on what pixels are hidden with?',
    text:
      'A fidelity that changes its sign or its rank with the baseline is not to be trusted. Alpha (Krippendorff, ordinal): do baselines, and models, rank the methods alike? 1 is full agreement, ' +
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
        columns: [text('on'), whole('rankings'), whole('methods'), number('alpha', 'higher', 3)],
        rows: [...alphas, ['all models and baselines', raters.length, readings.length, alphaCell(raters)]],
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
