import type { Evaluation, ReportCell, ReportTable } from '@telltale/core'
import type { NewFile } from '../output/save-files.ts'
import { filesOfTable } from '../studying/study-tables.ts'

/** What became of one document or map: what metrics say of it, or the code and message of the error that kept it from being judged. */
export interface JudgedRecord {
  readonly name: string
  readonly outcome: Evaluation | { readonly code: string; readonly message: string }
}

/** All evaluations as files: a line of JSON each, and a table with a row for each metric of each, as csv and Parquet. */
export function evaluationFiles(records: readonly JudgedRecord[]): readonly NewFile[] {
  const { csv, parquet } = filesOfTable(tableOf(records))
  const lines = records.flatMap(({ outcome }) => ('schema' in outcome ? [`${JSON.stringify(outcome)}\n`] : []))
  const encoder = new TextEncoder()
  return [
    { name: 'evaluation.jsonl', bytes: encoder.encode(lines.join('')) },
    { name: 'evaluation.csv', bytes: encoder.encode(csv) },
    { name: 'evaluation.parquet', bytes: parquet },
  ]
}

function tableOf(records: readonly JudgedRecord[]): ReportTable {
  const text = (name: string) => ({ name, kind: 'text' as const })
  const number = (name: string) => ({ name, kind: 'number' as const })
  return {
    name: 'evaluation',
    caption: 'What metrics say of each map',
    columns: [
      ...['file', 'picture', 'label', 'method', 'metric', 'parameters', 'direction'].map(text),
      ...['value', 'random', 'blob', 'chance', 'forwards'].map(number),
      text('error'),
    ],
    rows: records.flatMap(({ name, outcome }) => ('schema' in outcome ? rowsOf(name, outcome) : [failedRow(name, outcome.code)])),
  }
}

function rowsOf(file: string, { body }: Evaluation): readonly (readonly ReportCell[])[] {
  return body.measurements.map(({ metric, parameters, direction, value, reason = '', parts, controls, forwards }) => [
    ...[file, body.picture.name, body.target.label, body.method.name, metric, JSON.stringify(parameters), direction],
    value ?? { value: null, reason },
    controls?.random.value ?? null,
    controls?.blob.value ?? null,
    parts?.['chance'] ?? null,
    forwards,
    null,
  ])
}

function failedRow(file: string, code: string): readonly ReportCell[] {
  return [file, ...new Array<null>(11).fill(null), code]
}
