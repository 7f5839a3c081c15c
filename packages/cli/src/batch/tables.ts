import { join } from 'node:path'
import { journalsIn, readJournal, temporaryName, writeWhole } from '@telltale/core'
import { csvFormatRows } from 'd3-dsv'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { safeText } from '../output/safe-text.ts'
import { type JournalLine, journalLineOf } from './journal-line.ts'
import type { DocumentRow } from './rows.ts'

/** What the tables say of one document, or of one picture that failed. */
export interface TableRow extends Partial<DocumentRow> {
  readonly picture: string
  /** SHA-256 of the file; null where it could not be read. */
  readonly sha256: string | null
  readonly status: 'done' | 'failed'
  /** Seen from the run's folder. */
  readonly document?: string | null
  /** Why it failed. */
  readonly error?: string
}

type Kind = 'STRING' | 'BOOLEAN' | 'DOUBLE' | 'INT32'

/** Columns in order, with what Parquet stores them as. */
const columns: readonly (readonly [name: keyof TableRow, kind: Kind])[] = [
  ['picture', 'STRING'],
  ['status', 'STRING'],
  ['class', 'INT32'],
  ['label', 'STRING'],
  ['probability', 'DOUBLE'],
  ['why', 'STRING'],
  ['predicted', 'INT32'],
  ['predictedLabel', 'STRING'],
  ['truth', 'INT32'],
  ['truthLabel', 'STRING'],
  ['right', 'BOOLEAN'],
  ['method', 'STRING'],
  ['regions', 'INT32'],
  ['answerRegions', 'INT32'],
  ['share', 'DOUBLE'],
  ['kept', 'DOUBLE'],
  ['holds', 'BOOLEAN'],
  ['flip', 'STRING'],
  ['insertion', 'DOUBLE'],
  ['deletion', 'DOUBLE'],
  ['forwards', 'INT32'],
  ['milliseconds', 'DOUBLE'],
  ['modelMilliseconds', 'DOUBLE'],
  ['complete', 'BOOLEAN'],
  ['warnings', 'STRING'],
  ['document', 'STRING'],
  ['sha256', 'STRING'],
  ['error', 'STRING'],
]

/** Names of the tables of a run. */
const tableNames = ['index.csv', 'index.jsonl', 'index.parquet'] as const

/** Writes the tables anew from the journals of a run: they lose nothing when they are deleted. Throws RUN_DISK. */
export async function writeTables(folder: string): Promise<void> {
  const rows = await readRows(folder)
  await write('index.csv', csvOf(rows))
  await write('index.jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  await write('index.parquet', parquetOf(rows))

  async function write(name: (typeof tableNames)[number], content: string | Uint8Array): Promise<void> {
    await writeWhole(join(folder, name), join(folder, temporaryName(name)), content)
  }
}

/** The rows of a run, sorted by the picture's name: what the journals say last of every file. */
export async function readRows(folder: string): Promise<readonly TableRow[]> {
  const byFile = new Map<string, JournalLine>()
  const byKey = new Map<string, JournalLine>()
  for (const name of await journalsIn(folder)) {
    readJournal(join(folder, name), (line) => {
      const entry = journalLineOf(line)
      if (entry === null) return
      byFile.set(entry.file, entry)
      if (entry.key !== null && entry.status !== 'same') byKey.set(entry.key, entry)
    })
  }
  const entries = [...byFile.values()].sort((a, b) => (a.picture < b.picture ? -1 : a.picture > b.picture ? 1 : 0))
  return entries.flatMap((entry) => rowsOf(entry, entry.status === 'same' ? (byKey.get(entry.key!) ?? entry) : entry))
}

/** `result` is another entry's where the pictures are equal. */
function rowsOf({ picture, key }: JournalLine, result: JournalLine): readonly TableRow[] {
  const sha256 = key?.split(':')[0] ?? null
  if (result.status !== 'done') return [{ picture, sha256, status: 'failed', error: result.code ?? 'INTERNAL' }]
  return result.documents.map(fitting).map((row) => {
    const document = row.document == null ? null : `${result.folder}/${row.document}`
    return { picture, sha256, status: 'done', ...row, document }
  })
}

const kinds = new Map<string, Kind>(columns)

/** The cells that a table can hold: what a damaged journal says instead is left out. */
function fitting(row: Partial<DocumentRow>): Partial<DocumentRow> {
  return Object.fromEntries(Object.entries(row).filter(([name, value]) => value === null || fits(value, kinds.get(name))))
}

function fits(value: unknown, kind: Kind | undefined): boolean {
  switch (kind) {
    case 'STRING':
      return typeof value === 'string'
    case 'BOOLEAN':
      return typeof value === 'boolean'
    case 'DOUBLE':
      return typeof value === 'number'
    case 'INT32':
      return typeof value === 'number' && (value | 0) === value
    case undefined:
      return false
  }
}

function csvOf(rows: readonly TableRow[]): string {
  const lines = rows.map((row) => columns.map(([name, kind]) => cellOf(row[name], kind)))
  return `${csvFormatRows([columns.map(([name]) => name), ...lines])}\n`
}

function cellOf(value: TableRow[keyof TableRow], kind: Kind): string {
  const text = value === null || value === undefined ? '' : String(value)
  return kind === 'STRING' ? safeText(text) : text
}

function parquetOf(rows: readonly TableRow[]): Uint8Array {
  const columnData = columns.map(([name, type]) => ({
    name,
    type,
    nullable: true,
    data: rows.map((row) => row[name] ?? null),
  }))
  return new Uint8Array(parquetWriteBuffer({ columnData }))
}
