import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Outcome, runCli } from './run-cli.ts'
import { writePicture, writeTinyModel } from './tiny-model-folder.ts'

const measured = [
  '--methods',
  'leave-one-out,saliency',
  '--metrics',
  'deletion,sparseness',
  '--param',
  'regions=8',
  'baseline=black',
  '--workers',
  '1',
]

/** A folder with the tiny model and two classes of pictures, one of which is damaged. The caller removes it. */
async function folderOfPictures(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'telltale-study-'))
  writeTinyModel(folder)
  for (const name of ['tabby cat', 'tiger cat']) mkdirSync(join(folder, 'pictures', name), { recursive: true })
  await writePicture(join(folder, 'pictures', 'tabby cat'), 'a.png', 255)
  await writePicture(join(folder, 'pictures', 'tabby cat'), 'b.png', 200)
  await writePicture(join(folder, 'pictures', 'tiger cat'), 'c.png', 40)
  writeFileSync(join(folder, 'pictures', 'tiger cat', 'd.png'), 'no picture')
  return folder
}

const study = (folder: string, more: readonly string[] = [], signal?: AbortSignal): Promise<Outcome> =>
  runCli(['study', 'comparison', 'pictures', '--models', 'model', ...measured, ...more], folder, signal)

describe('telltale study', () => {
  let folder: string
  let first: Outcome

  beforeAll(async () => {
    folder = await folderOfPictures()
    first = await study(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('measures every sample and says what came of it', () => {
    expect([first.exitCode, first.stderr]).toEqual([0, expect.stringContaining('3 of 3 samples')])
    expect(first.stdout).toMatch(/^On tiny, over 3 pictures, the best mean has /)
    expect(first.stdout.trimEnd().split('\n').at(-1)).toBe('telltale-study/report.html')
  })

  it('says what of the data set cannot be used', () => {
    expect(first.stderr).toContain('pictures: 1 left out, PICTURE_UNSUPPORTED')
  })

  it('keeps a record of each sample, and every table in three forms', async () => {
    const out = join(folder, 'telltale-study')
    expect(readdirSync(join(out, 'records'))).toHaveLength(3)
    const csv = readFileSync(join(out, 'tables', 'means-tiny.csv'), 'utf8')
      .trimEnd()
      .split('\n')
    expect(csv.map((line) => line.split(',')[0])).toEqual(['method', 'leave-one-out', 'saliency', 'random', 'gaussian'])
    const bytes = readFileSync(join(out, 'tables', 'means-tiny.parquet'))
    const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) })
    expect(String(rows[0]!['deletion'])).toBe(csv[1]!.split(',')[1])
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain(
      'telltale study comparison pictures --models model --methods leave-one-out,saliency',
    )
  })

  it('measures nothing twice, and writes the same page again', async () => {
    const page = readFileSync(join(folder, 'telltale-study', 'report.html'), 'utf8')
    const again = await study(folder)
    expect(again.stderr).toContain('3 of 3 samples, 3 of them settled before')
    expect(again.stdout).toBe(first.stdout)
    const { exitCode, stdout } = await runCli(['report', 'telltale-study'], folder)
    expect([exitCode, stdout]).toEqual([0, first.stdout])
    expect(readFileSync(join(folder, 'telltale-study', 'report.html'), 'utf8')).toBe(page)
  })

  it('refuses a folder that holds a study with other settings', async () => {
    const other = await study(folder, ['--seed', '2'])
    expect([other.exitCode, other.stderr]).toEqual([3, expect.stringContaining('RUN_CONFIGURATION_DIFFERS')])
  })

  it('gives the findings as JSON', async () => {
    const { stdout } = await study(folder, ['--json'])
    expect(JSON.parse(stdout)).toMatchObject({ title: 'Methods and metrics side by side', sections: expect.any(Array) })
  })
})

it('stops when it is told to, and the same command goes on', async () => {
  const folder = await folderOfPictures()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const interruption = new AbortController()
  const journal = join(folder, 'telltale-study', 'journal.jsonl')
  const watch = setInterval(() => {
    if (existsSync(journal) && readFileSync(journal, 'utf8').includes('\n')) interruption.abort()
  }, 5)
  const stopped = await study(folder, [], interruption.signal).finally(() => clearInterval(watch))
  expect([stopped.exitCode, stopped.stdout]).toEqual([130, ''])
  const before = readFileSync(journal, 'utf8')
  const { exitCode, stdout } = await study(folder)
  expect([exitCode, readFileSync(journal, 'utf8').startsWith(before)]).toEqual([0, true])
  expect(stdout).toMatch(/^On tiny, over 3 pictures/)
})
