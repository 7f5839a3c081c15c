import type { ReportCell, ReportColumn, ReportTable } from '@telltale/core'
import { csvFormatRows } from 'd3-dsv'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { safeText } from '../output/safe-text.ts'

/** One column of a file: a number with an interval is three of them, one that may be missing has its reason beside it. */
interface FileColumn {
  readonly name: string
  readonly type: 'STRING' | 'DOUBLE'
  readonly data: readonly (string | number | null)[]
}

/** A table as csv and as Parquet, with all digits. */
export function filesOfTable(table: ReportTable): { readonly csv: string; readonly parquet: Uint8Array } {
  const columns = table.columns.flatMap((column, index) =>
    spread(
      column,
      table.rows.map((row) => row[index] ?? null),
    ),
  )
  const lines = table.rows.map((_, row) => columns.map(({ data, type }) => csvCell(data[row] ?? null, type)))
  return {
    csv: `${csvFormatRows([columns.map(({ name }) => name), ...lines])}\n`,
    parquet: new Uint8Array(
      parquetWriteBuffer({
        columnData: columns.map(({ name, type, data }) => ({ name, type, nullable: true, data: [...data] })),
      }),
    ),
  }
}

function spread({ name, kind }: ReportColumn, cells: readonly ReportCell[]): readonly FileColumn[] {
  if (kind === 'text') return [{ name, type: 'STRING', data: cells.map((cell) => (typeof cell === 'string' ? cell : null)) }]
  const pick = (read: (cell: Exclude<ReportCell, string>) => number | null): readonly (number | null)[] =>
    cells.map((cell) => (typeof cell === 'string' ? null : read(cell)))
  const low = pick((cell) => (typeof cell === 'object' && cell !== null && 'low' in cell ? cell.low : null))
  const high = pick((cell) => (typeof cell === 'object' && cell !== null && 'high' in cell ? cell.high : null))
  const reasons = cells.map((cell) => (typeof cell === 'object' && cell !== null && 'reason' in cell ? cell.reason : null))
  const has = (values: readonly unknown[]): boolean => values.some((value) => value !== null)
  return [
    { name, type: 'DOUBLE', data: pick((cell) => (typeof cell === 'number' ? cell : (cell?.value ?? null))) },
    ...(has(low) ? [{ name: `${name} low`, type: 'DOUBLE' as const, data: low }] : []),
    ...(has(high) ? [{ name: `${name} high`, type: 'DOUBLE' as const, data: high }] : []),
    ...(has(reasons) ? [{ name: `${name} reason`, type: 'STRING' as const, data: reasons }] : []),
  ]
}

function csvCell(value: string | number | null, type: FileColumn['type']): string {
  if (value === null) return ''
  return type === 'STRING' ? safeText(String(value)) : String(value)
}
