import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { explainBatch, folderOfPictures, journalOf } from '../batch/tiny-batch.ts'

/** What each document of a run says, and when it was written. */
function documentsOf(folder: string): Readonly<Record<string, { readonly text: string; readonly written: number }>> {
  const out = join(folder, 'telltale-out')
  const places = readdirSync(out).filter((name) => name.includes('~'))
  const paths = places.map((place) => join(out, place, 'submodular.0.json'))
  return Object.fromEntries(paths.map((path) => [path, { text: readFileSync(path, 'utf8'), written: statSync(path).mtimeMs }]))
}

describe('a run whose journal was damaged', () => {
  it.each<[string, (journal: string) => string]>([
    ['is empty', () => ''],
    ['begins with what is no JSON', (journal) => `\0\0\0${journal}`],
    ['holds JSON that is no line', (journal) => `null\n7\n[]\n${journal}`],
    ['names pictures as others', (journal) => journal.replaceAll('000.png', '../../../000.png')],
    ['is doubled and ends in the middle of a line', (journal) => (journal + journal).slice(0, -30)],
  ])('that %s keeps every whole document as it is, and explains what it must', async (_, damage) => {
    const folder = await folderOfPictures(2)
    await explainBatch(folder)
    const before = documentsOf(folder)
    const path = join(folder, 'telltale-out', 'journal.jsonl')
    writeFileSync(path, damage(readFileSync(path, 'utf8')))

    const { exitCode } = await explainBatch(folder)
    expect({ exitCode, documents: documentsOf(folder) }).toEqual({ exitCode: 0, documents: before })
    const done = journalOf(folder).filter((line) => line !== null && line.status === 'done')
    expect(new Set(done.map(({ key }) => key)).size).toBe(2)
  })
})
