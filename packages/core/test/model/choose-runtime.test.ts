import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createNodeRuntime } from '../../src/model/choose-runtime.node.ts'
import { countPhysicalCores, defaultThreads } from '../../src/model/physical-cores.node.ts'

const missing = (): Promise<never> => Promise.reject(new Error("Cannot find package 'onnxruntime-node'"))

describe('createNodeRuntime', () => {
  test('takes the native runtime and the default number of threads', async () => {
    const { runtime, warnings } = await createNodeRuntime()
    expect(runtime).toMatchObject({ device: 'cpu', threads: await defaultThreads() })
    expect(runtime.name).toMatch(/^onnxruntime-node \d+\.\d+/)
    expect(warnings).toEqual([])
  })

  test('takes the portable runtime where the native one is missing, and says how to mend it', async () => {
    const { runtime, warnings } = await createNodeRuntime({ native: missing })
    expect(runtime).toMatchObject({ device: 'wasm', threads: 1 })
    expect(warnings).toEqual([
      { code: 'BACKEND_NATIVE_MISSING', message: expect.stringMatching(/npm install onnxruntime-node$/) },
    ])
  })

  test('computes with one thread on the portable runtime, and says so to who asked for more', async () => {
    const { runtime, warnings } = await createNodeRuntime({ prefer: 'onnxruntime-web', threads: 2 })
    expect(runtime.threads).toBe(1)
    expect(warnings).toEqual([{ code: 'BACKEND_ONE_THREAD', message: expect.stringContaining('not with 2') }])
  })

  test('does not replace a runtime that was asked for by name', async () => {
    await expect(createNodeRuntime({ prefer: 'onnxruntime-node', native: missing })).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      fix: expect.stringContaining('npm install onnxruntime-node'),
    })
  })

  test.each([0, 1.5, 1000])('refuses %d threads', async (threads) => {
    await expect(createNodeRuntime({ threads })).rejects.toMatchObject({ code: 'USAGE_PARAMETER' })
  })
})

describe('countPhysicalCores', () => {
  test('counts siblings of one core once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'telltale-cores-'))
    for (const [cpu, siblings] of ['0,2', '1,3', '0,2', '1,3'].entries()) {
      await mkdir(join(folder, `cpu${cpu}/topology`), { recursive: true })
      await writeFile(join(folder, `cpu${cpu}/topology/thread_siblings_list`), `${siblings}\n`)
    }
    await mkdir(join(folder, 'cpufreq'))
    expect(await countPhysicalCores(folder)).toBe(2)
    await rm(folder, { recursive: true })
  })

  test('is null where the system does not say', async () => {
    expect(await countPhysicalCores('/nonexistent')).toBeNull()
  })
})
