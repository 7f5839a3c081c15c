import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { RunConfiguration } from '../../src/studies/configuration.ts'
import { openRunFolder, readRunFile } from '../../src/studies/run-folder.node.ts'
import type { Shard } from '../../src/studies/shard.ts'
import { temporaryFolder } from './temporary-folder.ts'

const configuration = { model: { sha256: 'abc' }, options: { seed: 1, methods: [{ name: 'submodular' }] } }
let path: string

beforeEach(() => {
  path = join(temporaryFolder(), 'deep', 'out')
})

const open = (given: RunConfiguration = configuration, shard: Shard | null = null, visit = (_: unknown): void => {}) =>
  openRunFolder({ path, configuration: given, shard, visit })

describe('the folder of a run', () => {
  it('is made, with what the run was told', async () => {
    const folder = await open()
    folder.close()
    expect(readRunFile(path)).toMatchObject({ schema: 'telltale-run/1', configuration })
    expect(readdirSync(path).sort()).toEqual(['journal.jsonl', 'run.json'])
  })

  it('is gone on with by the same configuration, which has the same hash', async () => {
    const first = await open()
    first.journal.append({ key: 'a' })
    first.close()
    const lines: unknown[] = []
    const second = await open(configuration, null, (line) => lines.push(line))
    second.close()
    expect(second.configuration).toBe(first.configuration)
    expect(lines).toEqual([{ key: 'a' }])
  })

  it('loses what was half-written', async () => {
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, '0123456789ab.submodular.1.json.tmp-1-abc'), '{')
    writeFileSync(join(path, 'index.csv.tmp-1-abc'), '')
    ;(await open()).close()
    expect(readdirSync(path).sort()).toEqual(['journal.jsonl', 'run.json'])
  })

  it('is not opened twice', async () => {
    const folder = await open()
    await expect(open()).rejects.toMatchObject({ code: 'RUN_IN_USE' })
    folder.close()
    ;(await open()).close()
  })
})

describe('another configuration', () => {
  it('is refused, saying what differs', async () => {
    ;(await open()).close()
    const other = { model: { sha256: 'def' }, options: { seed: 1, methods: [{ name: 'rise' }], budget: 60 } }
    await expect(open(other)).rejects.toMatchObject({
      code: 'RUN_CONFIGURATION_DIFFERS',
      message: `${path} holds a run with other settings: model.sha256 was "abc" and is "def"; options.methods was [{"name":"submodular"}] and is [{"name":"rise"}]; options.budget was not given and is 60.`,
    })
  })

  it('leaves the folder free', async () => {
    ;(await open()).close()
    await expect(open({})).rejects.toMatchObject({ code: 'RUN_CONFIGURATION_DIFFERS' })
    expect(existsSync(join(path, 'lock'))).toBe(false)
  })

  it('cannot be told from a run.json that is damaged', async () => {
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'run.json'), '{"schema":')
    await expect(open()).rejects.toMatchObject({ code: 'DOCUMENT_INVALID' })
  })
})

describe('shards of a run', () => {
  it('share a folder, each with a journal of its own, and read them all', async () => {
    const first = await open(configuration, { index: 1, count: 2 })
    const second = await open(configuration, { index: 2, count: 2 })
    first.journal.append({ key: 'a' })
    second.journal.append({ key: 'b' })
    first.close()
    second.close()
    const lines: unknown[] = []
    ;(await open(configuration, null, (line) => lines.push(line))).close()
    expect(lines).toEqual([{ key: 'a' }, { key: 'b' }])
  })

  it('leave alone what the others are writing', async () => {
    mkdirSync(path, { recursive: true })
    // 0x…b is odd: of two shards, it falls to the second.
    writeFileSync(join(path, '0123456789ab.a.json.tmp-1-abc'), '')
    ;(await open(configuration, { index: 1, count: 2 })).close()
    expect(readdirSync(path)).toContain('0123456789ab.a.json.tmp-1-abc')
    ;(await open(configuration, { index: 2, count: 2 })).close()
    expect(readdirSync(path)).not.toContain('0123456789ab.a.json.tmp-1-abc')
  })

  it('write every line where it can be read', async () => {
    const folder = await open(configuration, { index: 2, count: 8 })
    folder.journal.append({ key: 'a' })
    folder.close()
    expect(readFileSync(join(path, 'journal.2-of-8.jsonl'), 'utf8')).toBe('{"key":"a"}\n')
  })
})
