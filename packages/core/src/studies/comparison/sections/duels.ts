import type { ReportCell, ReportColumn, ReportSection } from '../../study-report.ts'
import { cellOf } from '../cells.ts'
import type { Duel } from '../duels.ts'
import type { Compared, MetricFindings, ModelFindings } from '../findings.ts'
import { number, text, whole } from './columns.ts'

const duelColumns: readonly ReportColumn[] = [
  text('model'),
  text('metric'),
  text('method'),
  text('against'),
  number('difference', undefined, 3),
  whole('wins'),
  whole('ties'),
  whole('losses'),
  number('p', undefined, 4),
]

/** The first method against every other, and every method against the better control. */
export function duelsSection(findings: readonly ModelFindings[], { methods }: Compared): ReportSection {
  const first = methods[0]!.label
  const rows = (pick: (found: MetricFindings, method: number) => DuelRow | null): ReportCell[][] =>
    findings.flatMap(({ table, metrics }) =>
      metrics.flatMap((found) =>
        methods.flatMap((_, method) => {
          const row = pick(found, method)
          if (row === null) return []
          const { one, other, duel } = row
          return [
            [
              table.model,
              found.metric.label,
              one,
              other,
              cellOf(duel.difference, duel.interval, 'no picture has both values'),
              duel.wins,
              duel.ties,
              duel.losses,
              Number.isNaN(duel.p) ? { value: null, reason: 'no picture tells them apart' } : duel.p,
            ],
          ]
        }),
      ),
    )
  return {
    title: `${first} against the others`,
    text:
      `Each picture is one comparison. A win is a better value by the metric’s direction; the difference is the first’s value minus the other’s. ` +
      `p is that of Wilcoxon’s signed-rank test, two-sided and not corrected for the number of lines.`,
    tables: [
      {
        name: 'against-first',
        caption: `${first} against every other method`,
        columns: duelColumns,
        rows: rows(({ duels }, method) =>
          duels[method] == null ? null : { one: first, other: methods[method]!.label, duel: duels[method]! },
        ),
      },
      {
        name: 'against-control',
        caption: 'Every method against the control with the better mean',
        columns: duelColumns,
        rows: rows(({ againstControl }, method) => {
          const against = againstControl[method]
          return against == null
            ? null
            : { one: methods[method]!.label, other: methods[against.control]!.label, duel: against.duel }
        }),
      },
    ],
  }
}

interface DuelRow {
  readonly one: string
  readonly other: string
  readonly duel: Duel
}
