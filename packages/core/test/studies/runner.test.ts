import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { TelltaleError } from '../../src/errors.ts'
import { openRunFolder, type RunFolder } from '../../src/studies/run-folder.node.ts'
import { type RunnerOptions, runUnits, type Unit } from '../../src/studies/runner.node.ts'
import { temporaryFolder } from './temporary-folder.ts'

interface Result {
  readonly value: number
}

let path: string

beforeEach(() => {
  path = temporaryFolder()
})

/** Units of these keys, each a file of its own. */
async function* unitsOf(...keys: readonly string[]): AsyncGenerator<Unit> {
  for (const [index, key] of keys.entries()) yield { key, about: { file: `${index}` } }
}

/** Runs units whose result is the length of the key, and returns the journal. */
async function run(units: AsyncIterable<Unit>, given: Partial<RunnerOptions<Unit, Result>> = {}): Promise<readonly unknown[]> {
  const folder: RunFolder = await openRunFolder({ path, configuration: {}, shard: null, visit: () => {} })
  try {
    await runUnits<Unit, Result>({
      folder,
      units,
      lanes: 2,
      settled: new Map(),
      adopt: async () => null,
      perform: async ({ key }) => ({ value: key!.length }),
      isFatal: (error) => error instanceof TelltaleError && error.code === 'RUN_DISK',
      settle: async () => {},
      signal: new AbortController().signal,
      onLine: () => {},
      ...given,
    })
  } finally {
    folder.close()
  }
  return journal()
}

function journal(): readonly unknown[] {
  const lines = readFileSync(join(path, 'journal.jsonl'), 'utf8').trimEnd().split('\n')
  return lines[0] === '' ? [] : lines.map((line) => JSON.parse(line))
}

describe('a run', () => {
  it('does every unit and journals what came of it', async () => {
    expect(await run(unitsOf('a', 'bb'))).toEqual([
      { file: '0', key: 'a', status: 'done', value: 1 },
      { file: '1', key: 'bb', status: 'done', value: 2 },
    ])
  })

  it('does units with one key once, also at the same time', async () => {
    let performed = 0
    const lines = await run(unitsOf('a', 'a', 'a'), {
      lanes: 3,
      perform: async () => {
        performed++
        await new Promise((done) => setTimeout(done, 10))
        return { value: performed }
      },
    })
    expect(performed).toBe(1)
    expect(lines).toEqual([
      { file: '0', key: 'a', status: 'done', value: 1 },
      { file: '1', key: 'a', status: 'same' },
      { file: '2', key: 'a', status: 'same' },
    ])
  })

  it('has as many units under way as there are lanes, and no more', async () => {
    let underWay = 0
    let most = 0
    await run(unitsOf('a', 'b', 'c', 'd', 'e'), {
      lanes: 3,
      perform: async () => {
        most = Math.max(most, ++underWay)
        await new Promise((done) => setTimeout(done, 5))
        return { value: underWay-- }
      },
    })
    expect(most).toBe(3)
  })

  it('does not repeat what is settled', async () => {
    const lines = await run(unitsOf('a', 'b'), { settled: new Map([['a', 'done']]) })
    expect(lines).toEqual([
      { file: '0', key: 'a', status: 'same' },
      { file: '1', key: 'b', status: 'done', value: 1 },
    ])
  })

  it('adopts what was finished without its line', async () => {
    const lines = await run(unitsOf('a'), { adopt: async () => ({ value: 7 }) })
    expect(lines).toEqual([{ file: '0', key: 'a', status: 'done', value: 7 }])
  })

  it('settles results before it ends', async () => {
    const settled: Result[] = []
    await run(unitsOf('a', 'bb'), { settle: async (results) => void settled.push(...results) })
    expect(settled).toEqual([{ value: 1 }, { value: 2 }])
  })
})

describe('a unit that fails', () => {
  const unreadable = new TelltaleError('PICTURE_UNREADABLE', 'It cannot be read.', 'Look at it.')

  it('is journalled with its code, and the others go on', async () => {
    const lines = await run(unitsOf('a', 'bb'), {
      perform: async ({ key }) => (key === 'a' ? Promise.reject(unreadable) : { value: 2 }),
    })
    expect(lines).toContainEqual({
      file: '0',
      key: 'a',
      status: 'failed',
      code: 'PICTURE_UNREADABLE',
      message: 'It cannot be read.',
      fix: 'Look at it.',
    })
    expect(lines).toContainEqual({ file: '1', key: 'bb', status: 'done', value: 2 })
  })

  it('need not be begun where it is known to fail', async () => {
    const refused = async function* (): AsyncGenerator<Unit> {
      yield { key: null, about: { file: '0' }, refusal: unreadable }
    }
    expect(await run(refused())).toMatchObject([{ key: null, status: 'failed', code: 'PICTURE_UNREADABLE' }])
  })

  it('by a fault of ours is INTERNAL', async () => {
    const lines = await run(unitsOf('a'), { perform: async () => Promise.reject(new RangeError('off by one')) })
    expect(lines).toMatchObject([{ key: 'a', status: 'failed', code: 'INTERNAL', message: 'off by one' }])
  })

  it('for a reason that holds for all ends the run without a line', async () => {
    const full = new TelltaleError('RUN_DISK', 'The disk is full.', 'Free some space.')
    await expect(run(unitsOf('a', 'b', 'c'), { lanes: 1, perform: async () => Promise.reject(full) })).rejects.toBe(full)
    expect(journal()).toEqual([])
  })
})

describe('a run that is to stop', () => {
  it('finishes what is under way and takes up nothing else', async () => {
    const interruption = new AbortController()
    const lines = await run(unitsOf('a', 'bb', 'ccc', 'dddd'), {
      signal: interruption.signal,
      perform: async ({ key }) => {
        interruption.abort()
        await new Promise((done) => setTimeout(done, 5))
        return { value: key!.length }
      },
    })
    expect(lines).toEqual([{ file: '0', key: 'a', status: 'done', value: 1 }])
  })
})
