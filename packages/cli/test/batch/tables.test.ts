import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { csvParse } from 'd3-dsv'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { beforeEach, describe, expect, it } from 'vitest'
import { readRows, writeTables } from '../../src/batch/tables.ts'
import { temporaryFolder } from '../run-cli.ts'

let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})

function writeJournal(lines: readonly object[], name = 'journal.jsonl'): void {
  writeFileSync(join(folder, name), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
}

/** A line of a picture that was explained; `file` is its identity. */
function done(file: string, row: object = {}, key = `${file}-hash`): object {
  const documents = [{ document: 'submodular.1.json', class: 1, label: 'cat', share: 0.25, right: null, ...row }]
  return { picture: file, file, key, status: 'done', folder: `${file}~0`, documents }
}

describe('the rows of a run', () => {
  it('are sorted by name and say where documents lie', async () => {
    writeJournal([done('b'), done('a')])
    expect(await readRows(folder)).toMatchObject([
      { picture: 'a', status: 'done', label: 'cat', document: 'a~0/submodular.1.json', sha256: 'a-hash' },
      { picture: 'b', document: 'b~0/submodular.1.json' },
    ])
  })

  it('are what was said last of a file', async () => {
    writeJournal([{ picture: 'a', file: 'a', key: 'k', status: 'failed', code: 'MODEL_CRASHED' }, done('a')])
    expect(await readRows(folder)).toMatchObject([{ status: 'done' }])
  })

  it('of equal pictures are the same but for the name', async () => {
    writeJournal([done('b', {}, 'k'), { picture: 'a', file: 'a', key: 'k', status: 'same' }])
    expect(await readRows(folder)).toMatchObject([
      { picture: 'a', label: 'cat', document: 'b~0/submodular.1.json' },
      { picture: 'b', label: 'cat' },
    ])
  })

  it('name what failed', async () => {
    writeJournal([{ picture: 'a', file: 'a', key: null, status: 'failed', code: 'PICTURE_UNREADABLE' }])
    expect(await readRows(folder)).toEqual([{ picture: 'a', sha256: null, status: 'failed', error: 'PICTURE_UNREADABLE' }])
  })

  it('are those of all shards', async () => {
    writeJournal([done('a')], 'journal.1-of-2.jsonl')
    writeJournal([done('b')], 'journal.2-of-2.jsonl')
    expect((await readRows(folder)).map(({ picture }) => picture)).toEqual(['a', 'b'])
  })
})

describe('the tables of a run', () => {
  it('take no text of strangers for a formula', async () => {
    writeJournal([done('=cmd()', { label: '@evil', share: -0.5 })])
    await writeTables(folder)
    const [row] = csvParse(readFileSync(join(folder, 'index.csv'), 'utf8'))
    expect(row).toMatchObject({ picture: "'=cmd()", label: "'@evil", share: '-0.5' })
    expect(JSON.parse(readFileSync(join(folder, 'index.jsonl'), 'utf8'))).toMatchObject({ picture: '=cmd()', label: '@evil' })
  })

  it('keep kinds and what is missing apart in Parquet', async () => {
    writeJournal([done('a', { right: true }), { picture: 'b', file: 'b', key: null, status: 'failed', code: 'INTERNAL' }])
    await writeTables(folder)
    const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, 'index.parquet')) })
    expect(rows).toMatchObject([
      { picture: 'a', class: 1, share: 0.25, right: true, flip: null, error: null },
      { picture: 'b', class: null, share: null, right: null, error: 'INTERNAL' },
    ])
  })

  it('of a run without pictures are empty', async () => {
    writeJournal([])
    await writeTables(folder)
    expect(csvParse(readFileSync(join(folder, 'index.csv'), 'utf8'))).toHaveLength(0)
    expect(readFileSync(join(folder, 'index.jsonl'), 'utf8')).toBe('')
  })
})
