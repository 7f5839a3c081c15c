import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readExplanation } from '@telltale/core'
import { csvParse } from 'd3-dsv'
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { describe, expect, it, vi } from 'vitest'
import { runCli } from '../run-cli.ts'
import { explainBatch, folderOfPictures, journalOf, tinyFlags } from './tiny-batch.ts'

// Every run starts processes that open a model.
vi.setConfig({ testTimeout: 60_000 })

const inRun = (folder: string, ...names: readonly string[]): string => join(folder, 'telltale-out', ...names)
const textIn = (folder: string, name: string): string => readFileSync(inRun(folder, name), 'utf8')

describe('a batch', () => {
  it('explains every picture once, names what failed, and keeps all of it by content', async () => {
    const folder = await folderOfPictures(2)
    copyFileSync(join(folder, 'pictures/000.png'), join(folder, 'pictures/twin.png'))
    writeFileSync(join(folder, 'pictures/broken.png'), 'no picture')
    const { exitCode, stdout, stderr } = await explainBatch(folder, '--save', 'overlay,json,npy')

    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '3 pictures explained, 1 failed\ntelltale-out/index.csv\n' })
    expect(stderr).toMatch(/^4 pictures; about \d+ forwards each, about \d+ s on 1 worker, at most \d\.\d GB of memory$/m)
    expect(stderr).toMatch(/^pictures\/broken\.png: PICTURE_UNSUPPORTED: .+\n {2}fix: .+$/m)
    const journal = journalOf(folder).map(({ picture, status, code }) => ({ picture, status, code }))
    expect(journal.toSorted((a, b) => (a.picture < b.picture ? -1 : 1))).toEqual([
      { picture: 'pictures/000.png', status: 'done' },
      { picture: 'pictures/001.png', status: 'done' },
      { picture: 'pictures/broken.png', status: 'failed', code: 'PICTURE_UNSUPPORTED' },
      { picture: 'pictures/twin.png', status: 'same' },
    ])
    const folders = readdirSync(inRun(folder)).filter((name) => name.includes('~'))
    expect(folders).toEqual([expect.stringMatching(/^000~[0-9a-f]{12}$/), expect.stringMatching(/^001~[0-9a-f]{12}$/)])
    expect(readdirSync(inRun(folder, folders[0]!)).sort()).toEqual(['map.npy', 'overlay.png', 'submodular.0.json'])
    expect(
      readdirSync(inRun(folder))
        .filter((name) => !folders.includes(name))
        .sort(),
    ).toEqual(['index.csv', 'index.jsonl', 'index.parquet', 'journal.jsonl', 'report-files', 'report.html', 'run.json'])
  })

  it('says in each document whose it is, and where picture and model lie', async () => {
    const folder = await folderOfPictures(1)
    await explainBatch(folder)
    const [line] = journalOf(folder)
    const document = readExplanation(textIn(folder, `${line!.folder}/submodular.0.json`))
    expect(document.body.threads).toBe(1)
    expect(document.run).toMatchObject({
      configuration: expect.stringMatching(/^[0-9a-f]{64}$/),
      files: { picture: '../../pictures/000.png', model: '../../model' },
    })
  })

  it('tells what it would take, and does nothing, when it is asked to', async () => {
    const folder = await folderOfPictures(2)
    const { exitCode, stdout } = await explainBatch(folder, '--dry-run')
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^2 pictures; about \d+ forwards each, .+\n$/)
    expect(existsSync(inRun(folder))).toBe(false)
  })
})

describe('a list of pictures', () => {
  it('gives the true classes, which the tables compare with the answers', async () => {
    const folder = await folderOfPictures(2)
    writeFileSync(join(folder, 'list.csv'), 'path,class\npictures/000.png,tabby cat\npictures/001.png,1\n')
    const { exitCode } = await runCli(['explain', 'list.csv', ...tinyFlags, '--target', 'top1', '--save', 'json'], folder)
    expect(exitCode).toBe(0)
    const expected = [
      { picture: 'pictures/000.png', status: 'done', label: 'tabby cat', truth: 0, truthLabel: 'tabby cat', right: true },
      { picture: 'pictures/001.png', status: 'done', label: 'tabby cat', truth: 1, truthLabel: 'tiger cat', right: false },
    ]
    const lines = textIn(folder, 'index.jsonl').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject(expected)
    expect([...csvParse(textIn(folder, 'index.csv'))]).toMatchObject(
      expected.map((row) => ({ ...row, truth: String(row.truth), right: String(row.right) })),
    )
    const parquet = await parquetReadObjects({ file: await asyncBufferFromFile(inRun(folder, 'index.parquet')) })
    expect(parquet).toMatchObject(expected)
  })

  it('without a column of pictures is refused', async () => {
    const folder = await folderOfPictures(1)
    writeFileSync(join(folder, 'list.csv'), 'url;class\na;b\n')
    const { exitCode, stderr } = await runCli(['explain', 'list.csv', ...tinyFlags], folder)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('USAGE_PARAMETER')
  })
})

describe('what cannot succeed for any picture ends a batch before it starts', () => {
  it.each([
    ['a class that does not exist', ['--target', 'dog'], 2, 'USAGE_CLASS_UNKNOWN'],
    ['a method that does not exist', ['--method', 'tea-leaves'], 2, 'USAGE_UNKNOWN_METHOD'],
    ['a model that is missing', ['--model', 'nothing.onnx'], 3, 'MODEL_UNREADABLE'],
    ['a shard that is none', ['--shard', '3/2'], 2, 'USAGE_PARAMETER'],
  ])('%s', async (_, flags, expected, code) => {
    const folder = await folderOfPictures(2)
    const { exitCode, stdout, stderr } = await explainBatch(folder, ...flags)
    expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: '' })
    expect(stderr).toContain(code)
    expect(stderr.match(/fix:/g)).toHaveLength(1)
  })
})
