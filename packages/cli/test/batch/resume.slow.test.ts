import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readExplanation } from '@telltale/core'
import { describe, expect, it } from 'vitest'
import { runCli } from '../run-cli.ts'
import { writePicture } from '../tiny-model-folder.ts'
import { explainBatch, folderOfPictures, journalOf, tinyFlags } from './tiny-batch.ts'

const inRun = (folder: string, ...names: readonly string[]): string => join(folder, 'telltale-out', ...names)
const textIn = (folder: string, name: string): string => readFileSync(inRun(folder, name), 'utf8')

describe('a batch that is run again', () => {
  it('repeats nothing, and makes its tables anew', async () => {
    const folder = await folderOfPictures(2)
    await explainBatch(folder)
    const [journal, table] = [textIn(folder, 'journal.jsonl'), textIn(folder, 'index.csv')]
    writeFileSync(inRun(folder, 'index.csv'), '')
    const { exitCode, stdout } = await explainBatch(folder)
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: '0 pictures explained, 2 had been before\ntelltale-out/index.csv\n',
    })
    expect(textIn(folder, 'journal.jsonl')).toBe(journal)
    expect(textIn(folder, 'index.csv')).toBe(table)
  })

  it('takes up what is new and what has changed', async () => {
    const folder = await folderOfPictures(1)
    await explainBatch(folder)
    await writePicture(join(folder, 'pictures'), '000.png', 100)
    await writePicture(join(folder, 'pictures'), 'new.png', 101)
    await explainBatch(folder)
    expect(journalOf(folder).map(({ picture }) => picture)).toEqual(['pictures/000.png', 'pictures/000.png', 'pictures/new.png'])
    expect(textIn(folder, 'index.jsonl').trimEnd().split('\n')).toHaveLength(2)
  })

  it('tries failed pictures again only when it is asked to', async () => {
    const folder = await folderOfPictures(1)
    writeFileSync(join(folder, 'pictures/broken.png'), 'no picture')
    const statuses = (): readonly string[] => journalOf(folder).map(({ picture, status }) => `${picture} ${status}`)
    await explainBatch(folder)
    const again = await explainBatch(folder)
    expect(again.exitCode).toBe(1)
    expect(statuses()).toHaveLength(2)
    await explainBatch(folder, '--retry-failed')
    expect(statuses().filter((status) => status === 'pictures/broken.png failed')).toHaveLength(2)
    expect(statuses()).toHaveLength(3)
  })

  it('with other settings is refused, saying which', async () => {
    const folder = await folderOfPictures(1)
    await explainBatch(folder)
    const { exitCode, stderr } = await explainBatch(folder, '--seed', '2', '--baseline', 'white')
    expect(exitCode).toBe(3)
    expect(stderr).toContain('RUN_CONFIGURATION_DIFFERS')
    expect(stderr).toContain('options.seed was 1 and is 2; options.baseline.kind was "black" and is "white"')
    expect(journalOf(folder)).toHaveLength(1)
  })

  it('cuts a torn journal and adopts the document whose line is lost', async () => {
    const folder = await folderOfPictures(2)
    await explainBatch(folder)
    const [first, second] = journalOf(folder)
    const document = inRun(folder, second!.folder, 'submodular.0.json')
    const written = statSync(document).mtimeMs
    truncateSync(inRun(folder, 'journal.jsonl'), textIn(folder, 'journal.jsonl').length - 10)
    writeFileSync(inRun(folder, '0123456789ab.submodular.0.json.tmp-1-ab'), '{')

    const { exitCode } = await explainBatch(folder)
    expect(exitCode).toBe(0)
    expect(journalOf(folder)).toEqual([first, { ...second, files: expect.any(Array) }])
    expect(statSync(document).mtimeMs).toBe(written)
    expect(readdirSync(inRun(folder)).filter((name) => name.includes('.tmp-'))).toEqual([])
  })

  it('adopts no document that other settings made, nor one that is damaged', async () => {
    const folder = await folderOfPictures(2)
    await explainBatch(folder)
    const [first, second] = journalOf(folder).map((line) => inRun(folder, line.folder, 'submodular.0.json'))
    const right = readFileSync(first!, 'utf8')
    writeFileSync(first!, right.replace(/"configuration": "[0-9a-f]{64}"/, `"configuration": "${'0'.repeat(64)}"`))
    writeFileSync(second!, readFileSync(second!, 'utf8').slice(0, 1000))
    writeFileSync(inRun(folder, 'journal.jsonl'), '')
    await explainBatch(folder)
    expect(readExplanation(readFileSync(first!, 'utf8')).body).toEqual(readExplanation(right).body)
    expect(readExplanation(readFileSync(second!, 'utf8')).run.configuration).toBe(readExplanation(right).run.configuration)
  })
})

describe('shards', () => {
  it('of one folder share all pictures among them, each once', async () => {
    const folder = await folderOfPictures(8)
    const outcomes = await Promise.all([explainBatch(folder, '--shard', '1/2'), explainBatch(folder, '--shard', '2/2')])
    expect(outcomes.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    const [first, second] = [journalOf(folder, 'journal.1-of-2.jsonl'), journalOf(folder, 'journal.2-of-2.jsonl')]
    expect(first.length).toBeGreaterThan(0)
    expect(second.length).toBeGreaterThan(0)
    expect([...first, ...second].map(({ picture }) => picture).sort()).toEqual(
      Array.from({ length: 8 }, (_, index) => `pictures/00${index}.png`),
    )
  })
})

describe('Ctrl-C', () => {
  it('finishes what is being explained, ends with 130, and the same command goes on', async () => {
    const folder = await folderOfPictures(12)
    mkdirSync(inRun(folder))
    const interruption = new AbortController()
    const watching = setInterval(() => {
      if (existsSync(inRun(folder, 'journal.jsonl')) && statSync(inRun(folder, 'journal.jsonl')).size > 0) interruption.abort()
    }, 5)
    const argv = ['explain', 'pictures', ...tinyFlags, '--save', 'json', '--workers', '1']
    const { exitCode } = await runCli(argv, folder, interruption.signal)
    clearInterval(watching)
    expect(exitCode).toBe(130)
    expect(journalOf(folder).length).toBeLessThan(12)
    expect(existsSync(inRun(folder, 'lock'))).toBe(false)

    expect((await explainBatch(folder)).exitCode).toBe(0)
    expect(journalOf(folder).map(({ status }) => status)).toEqual(Array(12).fill('done'))
  })
})
