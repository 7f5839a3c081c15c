import { join } from 'node:path'
import { journalsIn, readJournal, readRunFile, temporaryName, writeWhole } from '@telltale/core'
import { readRows, type TableRow } from '../batch/tables.ts'
import { printable, type Terminal, writeLines } from '../terminal.ts'
import { type DrawnSprites, drawSprites, thumbnailSide } from './draw-sprites.ts'
import { factsOf } from './facts.ts'
import { type FoundDocument, findDocuments } from './find-documents.ts'
import { originOf } from './origin.ts'
import { composePage } from './page.ts'
import type { DocumentState, Report, ReportRow } from './report-row.ts'
import { describeRun, type ReportWords } from './sentences.ts'

/** The name of the report in a run's folder. */
export const reportName = 'report.html'

/**
 * Writes `report.html` and its thumbnails anew from the journals and documents of a run; deleting them loses nothing. Thumbnails that are there already
 * are used again. Returns what the report says at its top. Throws RUN_DISK, DOCUMENT_INVALID where `run.json` is damaged, and BACKEND_UNAVAILABLE
 * without sharp.
 */
export async function writeReport(folder: string): Promise<ReportWords> {
  const run = readRunFile(folder)
  const report = await readReport(folder)
  const words = describeRun(factsOf(report))
  const page = composePage(report, words, run === null ? null : originOf(run))
  await writeWhole(join(folder, reportName), join(folder, temporaryName(reportName)), page)
  return words
}

/** Ends a batch with its report and says where it is; `out` is the run's folder as the user named it. Throws what `writeReport` throws. */
export async function reportBatch(terminal: Terminal, folder: string, out: string): Promise<void> {
  await writeReport(folder)
  await writeLines(terminal.stderr, [`${printable(out)}/${reportName} shows them all`])
}

async function readReport(folder: string): Promise<Report> {
  const rows = await readRows(folder)
  const documents = await findDocuments(folder, documentsIn(rows))
  const drawn = await drawSprites(folder, documents)
  const found = new Map(documents.map((document) => [document.path, document]))
  return {
    rows: rows.map((row) => completed(row, found, drawn)),
    sprites: drawn.sprites,
    side: thumbnailSide,
    failures: await failuresIn(folder),
    withoutPicture: drawn.withoutPicture,
  }
}

function documentsIn(rows: readonly TableRow[]): readonly string[] {
  return [...new Set(rows.flatMap(({ document }) => (typeof document === 'string' ? [document] : [])))]
}

function completed(row: TableRow, found: ReadonlyMap<string, FoundDocument>, { places, damaged }: DrawnSprites): ReportRow {
  const path = row.document ?? null
  if (path === null) return { ...row, state: 'none', overlay: null, thumbnail: null }
  const document = found.get(path)
  const state: DocumentState = document?.written == null ? 'missing' : damaged.has(path) ? 'damaged' : 'whole'
  return { ...row, state, overlay: document?.overlay ?? null, thumbnail: places.get(path) ?? null }
}

/** What the journals say last of each picture that failed. */
async function failuresIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const failures = new Map<string, string>()
  for (const name of await journalsIn(folder)) {
    readJournal(join(folder, name), (line) => {
      const { picture, status, message } = line as {
        readonly picture: string
        readonly status: string
        readonly message?: string
      }
      if (status === 'failed') failures.set(picture, message ?? '')
      else failures.delete(picture)
    })
  }
  return new Map([...failures].sort(([a], [b]) => (a < b ? -1 : 1)))
}
