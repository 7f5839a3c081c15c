import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PageData, Row } from '../../src/reporting/page/rows.js'
import { unpackRows } from '../../src/reporting/page/rows.js'
import { writeReport } from '../../src/reporting/write-report.ts'
import { explainBatch } from '../batch/tiny-batch.ts'
import { temporaryFolder } from '../run-cli.ts'
import { writePicture, writeTinyModel } from '../tiny-model-folder.ts'

/** A folder with the tiny model, two pictures and the run that explained them, overlays included. The caller removes it. */
export async function explainTwo(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-report-'))
  writeTinyModel(folder)
  mkdirSync(join(folder, 'pictures'))
  await writePicture(join(folder, 'pictures'), '000.png', 255)
  await writePicture(join(folder, 'pictures'), '001.png', 254)
  const { exitCode, stderr } = await explainBatch(folder, '--save', 'json,overlay')
  if (exitCode !== 0) throw new Error(stderr)
  return folder
}

/** The run folder in a copy of such a folder, which lasts as long as the test. */
export function copyOfRun(original: string): string {
  const folder = temporaryFolder()
  cpSync(original, folder, { recursive: true })
  return join(folder, 'telltale-out')
}

/** The folder of a run that has these journal lines and nothing else. */
export function journalledRun(lines: readonly object[]): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'journal.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  return folder
}

/** A journal line of a picture that was explained. */
export function done(picture: string, row: object = {}): object {
  const documents = [{ document: 'submodular.1.json', class: 1, label: 'cat', method: 'submodular', warnings: '', ...row }]
  return { picture, file: picture, key: `${picture}-hash`, status: 'done', folder: `${picture}~0`, documents }
}

/** A journal line of a picture that failed. */
export function failed(picture: string, code: string, message = 'it is damaged'): object {
  return { picture, file: picture, key: null, status: 'failed', code, message, fix: 'none' }
}

/** What a report consists of, as the page reads it. */
export interface WrittenReport {
  readonly html: string
  readonly data: PageData
  readonly rows: readonly Row[]
  readonly summary: readonly string[]
  readonly care: readonly string[]
}

/** Writes the report of a run and reads it as the page does. */
export async function reportOf(folder: string): Promise<WrittenReport> {
  const { summary, care } = await writeReport(folder)
  const html = readFileSync(join(folder, 'report.html'), 'utf8')
  const data: PageData = JSON.parse(/id="data">([\s\S]*?)<\/script>/.exec(html)![1]!)
  return { html, data, rows: unpackRows(data.rows), summary, care }
}
