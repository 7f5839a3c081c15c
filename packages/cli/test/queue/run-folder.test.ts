import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openRunFolder, readRunFile } from '@telltale/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../run-cli.ts'

let path: string

beforeEach(() => {
  path = temporaryFolder()
})

async function open(workers?: unknown): Promise<void> {
  const folder = await openRunFolder({ path, configuration: { seed: 1 }, shard: null, visit: () => {}, workers })
  folder.close()
}

describe('the folder of a run that workers share', () => {
  it('tells workers where things are now, and stays the run that it was', async () => {
    await open({ pictures: '/before' })
    const { startedAt } = readRunFile(path)!
    await open({ pictures: '/now' })
    expect(readRunFile(path)).toEqual({
      schema: 'telltale-run/1',
      startedAt,
      configuration: { seed: 1 },
      workers: { pictures: '/now' },
    })
  })

  it('goes on without workers as well', async () => {
    await open({ pictures: '/data' })
    const before = readFileSync(join(path, 'run.json'), 'utf8')
    await open()
    expect(readFileSync(join(path, 'run.json'), 'utf8')).toBe(before)
  })

  it('keeps what a worker may be writing, and removes what one has left behind hours ago', async () => {
    const [young, old] = ['0123456789ab.a.json.tmp-1-ab', '0123456789ab.b.json.tmp-1-cd']
    for (const name of [young, old]) writeFileSync(join(path, name), '{')
    const hoursAgo = Date.now() / 1000 - 2 * 3600
    utimesSync(join(path, old), hoursAgo, hoursAgo)
    await open({ pictures: '/data' })
    expect([existsSync(join(path, young)), existsSync(join(path, old))]).toEqual([true, false])
  })
})
