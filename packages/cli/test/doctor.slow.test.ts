import { describe, expect, it } from 'vitest'
import { checkRuntimes } from '../src/doctor/check-runtimes.ts'
import { noAdapter } from '../src/gpu/find-adapter.ts'
import { runCli } from './run-cli.ts'

/** A machine without a graphics adapter. */
const none = Promise.reject(noAdapter())
none.catch(() => {})

describe('what the doctor tries', () => {
  it('a forward on every runtime, the portable one beside the native one', async () => {
    const findings = await checkRuntimes(none)
    expect(findings.map(({ name, works }) => [name, works])).toEqual([
      ['onnxruntime-node', true],
      ['onnxruntime-web', true],
      ['onnxruntime-node webgpu', false],
    ])
    expect(findings[1]!.detail).toMatch(/on wasm, \d+ ms per forward, 1 thread, agrees with onnxruntime-node to 0\.0+\d$/)
  })
})

describe('telltale doctor', () => {
  it('says what would be taken, and why', async () => {
    const { exitCode, stdout } = await runCli(['doctor'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/\ntaken\n {2}kernels {2}wasm-simd: the first that works of wasm-simd, wasm(;|\n)/)
    expect(stdout).toMatch(/\n {2}runtime {2}onnxruntime-node: the first that works of onnxruntime-node, onnxruntime-web/)
  })

  it('--json has the machine, every finding and the reasons', async () => {
    const { stdout } = await runCli(['doctor', '--json'])
    const diagnosis = JSON.parse(stdout)
    expect(diagnosis.machine).toMatchObject({ node: process.versions.node, processors: expect.any(Number) })
    const failing = [...diagnosis.kernels, ...diagnosis.runtimes, ...diagnosis.pictures].filter(({ works }) => !works)
    // Not every machine has a graphics adapter.
    expect(failing.filter(({ name }) => !name.endsWith('webgpu'))).toEqual([])
    expect(diagnosis.taken).toEqual({ kernels: 'wasm-simd', runtime: 'onnxruntime-node' })
    expect(diagnosis.kernels.every((finding: object) => 'fix' in finding)).toBe(true)
    expect(diagnosis.why.runtime).toContain('onnxruntime-node: ')
  })
})
