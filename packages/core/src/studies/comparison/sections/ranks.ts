import type { ReportCell, ReportSection } from '../../study-report.ts'
import { cellOf } from '../cells.ts'
import type { Compared, ModelFindings } from '../findings.ts'
import { number, text, whole } from './columns.ts'

/** Mean ranks with intervals, and how far pictures agree about them. */
export function ranksSection(findings: readonly ModelFindings[], { methods }: Compared): ReportSection {
  const rows = findings.flatMap(({ table, metrics }) =>
    metrics.flatMap(({ metric, ranking, ranks }) =>
      ranking.ranked.map((method, place): ReportCell[] => [
        table.model,
        metric.label,
        methods[method]!.label,
        cellOf(ranks[place]!.mean, ranks[place]!, 'no picture has a value of every method'),
        ranking.ranks.length,
      ]),
    ),
  )
  const agreement = findings.flatMap(({ table, metrics }) =>
    metrics.map((found): ReportCell[] => [
      table.model,
      found.metric.label,
      cellOf(
        found.agreement.alpha,
        found.agreement,
        'fewer than two pictures can be ranked, or the metric tells no method from another',
      ),
      found.ranking.ranked.length,
      found.ranking.ranks.length,
    ]),
  )
  return {
    title: 'Ranks, and whether pictures agree about them',
    text:
      'On each picture the methods are ranked by a metric, controls left out; 1 is best. Alpha (Krippendorff’s, ordinal, pictures as raters) is 1 where ' +
      'every picture ranks the methods alike and 0 where one picture’s ranking says nothing about the next. Where it is low, the ranking of a single ' +
      'picture is noise, and only means over many say something. Of fewer than ten pictures alpha has no interval: resamples hold the same picture twice, ' +
      'and it agrees with itself.',
    tables: [
      {
        name: 'ranks',
        caption: 'Mean rank of each method; 1 is best',
        columns: [text('model'), text('metric'), text('method'), number('mean rank', undefined, 2), whole('pictures')],
        rows,
      },
      {
        name: 'agreement',
        caption: 'Agreement of pictures about the ranking',
        columns: [text('model'), text('metric'), number('alpha', undefined, 2), whole('methods'), whole('pictures')],
        rows: agreement,
      },
    ],
  }
}
