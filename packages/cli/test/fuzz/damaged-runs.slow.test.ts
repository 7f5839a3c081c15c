import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { explainBatch, folderOfPictures, journalOf } from '../batch/tiny-batch.ts'

/** What each document of a run says, and when it was written. */
function documentsOf(folder: string): Readonly<Record<string, { readonly text: string; readonly written: number }>> {
  const out = join(folder, 'telltale-out')
  const places = readdirSync(out).filter((name) => name.includes('~'))
  const paths = places.map((place) => join(out, place, 'submodular.0.json'))
  return Object.fromEntries(paths.map((path) => [path, { text: readFileSync(path, 'utf8'), written: statSync(path).mtimeMs }]))
}

const damages: Readonly<Record<string, (journal: string) => string>> = {
  'is empty': () => '',
  'begins with what is no JSON': (journal) => `\0\0\0${journal}`,
  'holds JSON that is no line': (journal) => `null\n7\n[]\n${journal}`,
  'names pictures as others': (journal) => journal.replaceAll('000.png', '../../../000.png'),
  'is doubled and ends in the middle of a line': (journal) => (journal + journal).slice(0, -30),
}

it('a run whose journal was damaged keeps every whole document as it is', async () => {
  const folder = await folderOfPictures(2)
  await explainBatch(folder)
  const before = documentsOf(folder)
  const out = join(folder, 'telltale-out')
  cpSync(out, join(folder, 'kept'), { recursive: true, preserveTimestamps: true })
  for (const [what, damage] of Object.entries(damages)) {
    rmSync(out, { recursive: true })
    cpSync(join(folder, 'kept'), out, { recursive: true, preserveTimestamps: true })
    writeFileSync(join(out, 'journal.jsonl'), damage(readFileSync(join(out, 'journal.jsonl'), 'utf8')))
    const started = documentsOf(folder)

    const { exitCode } = await explainBatch(folder)
    expect({ what, exitCode, documents: documentsOf(folder) }).toEqual({ what, exitCode: 0, documents: started })
    const done = journalOf(folder).filter((line) => line !== null && line.status === 'done')
    expect(new Set(done.map(({ key }) => key)).size).toBe(Object.keys(before).length)
  }
})
