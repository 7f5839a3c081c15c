import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { TelltaleError } from '../../src/errors.ts'
import { createRecordStore, sampleKey } from '../../src/studies/record-store.node.ts'
import { openRunFolder } from '../../src/studies/run-folder.node.ts'
import { createSampleState, runSamples, type SampleRun } from '../../src/studies/run-samples.node.ts'
import { temporaryFolder } from './temporary-folder.ts'

let path: string
let measured: string[]

beforeEach(() => {
  path = temporaryFolder()
  measured = []
})

/** Measures samples whose record is the length of their name; returns what is known of them at the end. */
async function run(samples: readonly string[], given: Partial<SampleRun> = {}) {
  const state = createSampleState()
  const folder = await openRunFolder({ path, configuration: {}, shard: null, visit: state.visit })
  try {
    await runSamples({
      folder,
      state,
      samples,
      lanes: 1,
      retriesFailed: false,
      measure: async (sample) => {
        measured.push(sample)
        return { sample, length: sample.length, nothing: Number.NaN }
      },
      isFatal: () => false,
      signal: new AbortController().signal,
      onSample: () => {},
      ...given,
    })
  } finally {
    folder.close()
  }
  return state
}

async function recordsOf(samples: readonly string[]): Promise<readonly unknown[]> {
  const records: unknown[] = []
  for await (const record of createRecordStore(path).read(samples)) records.push(record)
  return records
}

const unreadable = async (sample: string): Promise<unknown> => {
  if (sample === 'b.png') throw new TelltaleError('PICTURE_UNREADABLE', 'It is damaged.', 'Mend it.')
  return sample
}

describe('a study', () => {
  it('keeps a record of each sample, in which NaN is null', async () => {
    await run(['a.png', 'deep/b.png'])
    expect(await recordsOf(['deep/b.png', 'a.png'])).toEqual([
      { sample: 'deep/b.png', length: 10, nothing: null },
      { sample: 'a.png', length: 5, nothing: null },
    ])
    expect(readdirSync(path).sort()).toEqual(['journal.jsonl', 'records', 'run.json'])
  })

  it('goes on where it was stopped', async () => {
    const interruption = new AbortController()
    await run(['a.png', 'b.png', 'c.png'], { signal: interruption.signal, onSample: () => interruption.abort() })
    expect(measured).toEqual(['a.png'])
    await run(['a.png', 'b.png', 'c.png'])
    expect(measured).toEqual(['a.png', 'b.png', 'c.png'])
  })

  it('adopts a record that a kill left without its line', async () => {
    await run(['a.png', 'b.png'])
    const [first] = readFileSync(join(path, 'journal.jsonl'), 'utf8').split('\n')
    writeFileSync(join(path, 'journal.jsonl'), `${first}\n{"sample":"b.p`)
    const { done } = await run(['a.png', 'b.png'])
    expect([...done]).toEqual(['a.png', 'b.png'])
    expect(measured).toEqual(['a.png', 'b.png'])
  })

  it('names a sample that fails, and goes on', async () => {
    const { done, failed } = await run(['a.png', 'b.png', 'c.png'], { measure: unreadable })
    expect([...done]).toEqual(['a.png', 'c.png'])
    expect([...failed.values()]).toEqual([{ sample: 'b.png', code: 'PICTURE_UNREADABLE', message: 'It is damaged.' }])
  })

  it('tries failed samples again only when told', async () => {
    await run(['a.png', 'b.png'], { measure: unreadable })
    await run(['a.png', 'b.png'])
    expect(measured).toEqual([])
    const { done, failed } = await run(['a.png', 'b.png'], { retriesFailed: true })
    expect([measured, [...done], failed.size]).toEqual([['b.png'], ['a.png', 'b.png'], 0])
  })

  it('ends where no other sample could succeed', async () => {
    const broken = async (): Promise<never> => {
      throw new TelltaleError('BACKEND_UNAVAILABLE', 'It is gone.', 'Start again.')
    }
    await expect(run(['a.png', 'b.png'], { measure: broken })).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' })
  })

  it('says which record is gone or damaged', async () => {
    await run(['a.png'])
    const record = join(path, 'records', `${await sampleKey('a.png')}.json`)
    writeFileSync(record, '{"sample":"a.png"')
    await expect(recordsOf(['a.png'])).rejects.toMatchObject({ code: 'DOCUMENT_INVALID', where: { file: record } })
    rmSync(record)
    await expect(recordsOf(['a.png'])).rejects.toMatchObject({ code: 'DOCUMENT_INVALID' })
  })
})
