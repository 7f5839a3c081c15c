import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRunFolder, readJournal } from '@telltale/core'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { damaged, damages } from '../../../core/test/fuzz/damage.ts'
import { changes, damagedJson } from '../../../core/test/fuzz/damage-json.ts'
import { outcomeOf, seed } from '../../../core/test/fuzz/outcome.ts'
import { createRunState, readRunState } from '../../src/batch/run-state.ts'
import { readRows, writeTables } from '../../src/batch/tables.ts'

const files = 100

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'telltale-fuzz-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const row = {
  ...{ document: 'submodular.0.json', method: 'submodular', why: 'predicted', class: 0, label: 'tabby cat', probability: 0.9 },
  ...{ predicted: 0, predictedLabel: 'tabby cat', truth: null, truthLabel: null, right: null, regions: 8, answerRegions: 2 },
  ...{ share: 0.2, kept: 0.8, holds: true, flip: null, insertion: 0.7, deletion: 0.1, forwards: 60, milliseconds: 20 },
  ...{ modelMilliseconds: 10, complete: true, warnings: '' },
}
const [first, second] = ['a'.repeat(64), 'b'.repeat(64)]
const about = { size: 100, modified: 1e12 }
const lines = [
  {
    ...about,
    picture: '0.png',
    file: '../0.png',
    key: first,
    status: 'done',
    folder: `0~${first.slice(0, 12)}`,
    documents: [row],
    files: [],
  },
  {
    ...about,
    picture: '1.png',
    file: '../1.png',
    key: second,
    status: 'failed',
    code: 'PICTURE_UNREADABLE',
    message: 'm',
    fix: 'f',
  },
  { ...about, picture: '2.png', file: '../2.png', key: first, status: 'same' },
]
const whole = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`

/** What is done with a journal at the start of a run, and with all of them at its end. */
async function use(journal: string | Uint8Array): Promise<void> {
  const path = join(folder, 'run')
  rmSync(path, { recursive: true, force: true })
  mkdirSync(path)
  writeFileSync(join(path, 'journal.jsonl'), journal)
  await readRunState(path)
  await readRows(path)
  const state = createRunState()
  const run = await openRunFolder({ path, configuration: {}, shard: null, visit: state.visit })
  run.journal.append(lines[0]!)
  run.close()
  await writeTables(path)
}

/** Lines that nobody who writes journals would write. */
const foreign = fc.constantFrom(
  ...[
    'null',
    'true',
    '0',
    '""',
    '[]',
    '{}',
    '[null]',
    '{"file":7}',
    '{"file":"../0.png"}',
    '{"key":7,"status":"done","file":"x"}',
  ],
  ...['', ' ', 'no JSON', '\0\0\0\0', '{"status":"done"', '{"__proto__":{"status":"done"}}', `"${'x'.repeat(1 << 20)}"`],
  `{"file":"${'x'.repeat(1 << 20)}","key":"${'y'.repeat(1 << 20)}","picture":"z","status":"done"}`,
  '{"file":"x","picture":"x","key":null,"status":"same"}',
  '{"file":"x","picture":"x","key":"k","status":"done","documents":7}',
  '{"file":"x","picture":"x","key":"k","status":"done","documents":[null,7,{"class":"cat","forwards":1e300,"complete":3}]}',
)

describe(`${files} hostile journals (seed ${seed})`, () => {
  it('with damaged bytes: a run that goes on and has its tables', async () => {
    const property = fc.asyncProperty(damages, async (all) => {
      expect(await outcomeOf(() => use(damaged(Buffer.from(whole), all)))).toBe('fine')
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it('with fields changed: a run that goes on and has its tables', async () => {
    const property = fc.asyncProperty(fc.nat(2), changes, async (index, all) => {
      const text = lines.map((line, i) => (i === index ? damagedJson(line, all) : JSON.stringify(line))).join('\n')
      expect(await outcomeOf(() => use(`${text}\n`))).toBe('fine')
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it('with lines doubled, shuffled and foreign ones between: a run that goes on and has its tables', async () => {
    const own = fc.constantFrom(...lines.map((line) => JSON.stringify(line)))
    const property = fc.asyncProperty(fc.array(fc.oneof(own, foreign), { maxLength: 8 }), async (all) => {
      expect(await outcomeOf(() => use(`${all.join('\n')}\n`))).toBe('fine')
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it('say of a picture that is done that it is done, whatever else they say', async () => {
    const path = join(folder, 'journal.jsonl')
    const property = fc.property(fc.array(foreign, { maxLength: 4 }), (all) => {
      writeFileSync(path, `${whole}${all.join('\n')}\n`)
      const state = createRunState()
      readJournal(path, state.visit)
      expect(state.settled.get(first)).toBe('done')
    })
    fc.assert(property, { seed, numRuns: files })
  })
})

describe(`${files} hostile run.json (seed ${seed})`, () => {
  const told = {
    schema: 'telltale-run/1',
    startedAt: '2026-01-01T00:00:00.000Z',
    configuration: { seed: 1, options: { regions: 8 } },
  }

  async function open(text: string): Promise<void> {
    const path = join(folder, 'run')
    rmSync(path, { recursive: true, force: true })
    mkdirSync(path)
    writeFileSync(join(path, 'run.json'), text)
    const options = { path, configuration: told.configuration, shard: null, visit: () => {} }
    const run = await openRunFolder(options).finally(() => {
      expect(readFileSync(join(path, 'run.json'), 'utf8')).toBe(text)
    })
    run.close()
  }

  it('go on, or are refused with a code, and stay as they are', async () => {
    const property = fc.asyncProperty(changes, async (all) => {
      const outcome = await outcomeOf(() => open(damagedJson(told, all)))
      expect(outcome).toMatch(/^(fine|RUN_CONFIGURATION_DIFFERS|DOCUMENT_INVALID)$/)
    })
    await fc.assert(property, { seed, numRuns: files })
  })
})

describe('a lock', () => {
  const holders = [
    ...[
      '',
      'null',
      '[]',
      'no JSON',
      '{"pid":-1,"host":"here"}',
      '{"pid":0,"host":7}',
      '{"pid":1e300,"host":"elsewhere","started":null}',
    ],
    `{"pid":4194304,"host":${JSON.stringify(hostname())},"started":null}`,
  ]

  function openWith(lock: (path: string) => void): Promise<string> {
    const path = join(folder, 'run')
    rmSync(path, { recursive: true, force: true })
    mkdirSync(path)
    lock(join(path, 'lock'))
    return outcomeOf(async () => {
      const run = await openRunFolder({ path, configuration: {}, shard: null, visit: () => {} })
      run.close()
    })
  }

  it.each(holders)('that says %s is taken over, or respected', async (holder) => {
    expect(await openWith((path) => writeFileSync(path, holder))).toMatch(/^(fine|RUN_IN_USE)$/)
  })

  it('that is a folder is RUN_DISK', async () => {
    expect(await openWith((path) => mkdirSync(path))).toBe('RUN_DISK')
  })

  it('that is a link to nothing is RUN_DISK', async () => {
    expect(await openWith((path) => symlinkSync(join(folder, 'nothing'), path))).toBe('RUN_DISK')
  })
})

it('a journal with a line without end is read up to there, and takes less than 256 MiB', async () => {
  const path = join(folder, 'endless.jsonl')
  writeFileSync(path, '{"line":1}\n{"line":"')
  // Half a gigabyte of zeros that lie on no disk and have been in no memory.
  truncateSync(path, 1 << 29)
  const before = process.resourceUsage().maxRSS
  const seen: unknown[] = []
  const outcome = await outcomeOf(() => expect(readJournal(path, (line) => seen.push(line))).toBe(11))
  expect({ outcome, seen }).toEqual({ outcome: 'fine', seen: [{ line: 1 }] })
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(256 * 1024)
})
