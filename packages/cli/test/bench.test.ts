import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Measurements, readMeasurements } from '@telltale/core'
import { describe, expect, it } from 'vitest'
import { createBenchProgress } from '../src/benching/bench-progress.ts'
import { collect, type Outcome, runCli, temporaryFolder } from './run-cli.ts'

const quick = ['bench', '--only', 'readout', '--runs', '3', '--backend', 'wasm,wasm-simd']

/** The quickest measurement there is. */
function bench(folder: string, ...argv: readonly string[]): Promise<Outcome> {
  return runCli([...quick, ...argv], folder)
}

const folder = temporaryFolder
/** One measurement for all tests that need an earlier one. */
const earlier = readMeasurements((await runCli([...quick, '--json'])).stdout, 'stdout')

/** Writes an earlier measurement in which every backend was so many times as fast as it was, and measures again beside it. */
async function besideEarlier(factor: number, ...argv: readonly string[]): Promise<Outcome> {
  const place = folder()
  const lines = earlier.lines.map((line) =>
    line.role === 'backend' ? { ...line, timesAsFast: { ...line.timesAsFast, plain: factor * line.timesAsFast.plain! } } : line,
  )
  writeFileSync(join(place, 'base.json'), JSON.stringify({ ...earlier, lines } satisfies Measurements))
  return bench(place, '--baseline', 'base.json', ...argv)
}

describe('telltale bench', () => {
  it('prints the machine, a block for each kernel and size, and a verdict for each line', async () => {
    const { exitCode, stdout } = await bench(folder())
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(
      /^telltale [\d.]+\n {2}processor: .+ x \d+\n {2}system: .+\n {2}engine: Node [\d.]+\n {2}clock: time\n {2}runtime: onnxruntime/,
    )
    expect(stdout).toMatch(/\nreadout: 32 rows of 1000 classes\n {2}reference .+ the plain version/)
    expect(stdout).toMatch(/\n {2}wasm-simd .+ [\d.]+ x the plain version, [\d.]+ % of a memory copy/)
  })

  it('--json prints what the same version reads', () => {
    expect(earlier.lines.map(({ name }) => name)).toEqual(['reference', 'wasm', 'wasm-simd', 'memory copy'])
    expect(Object.keys(earlier.machine)).toEqual(['processor', 'system', 'engine', 'clock', 'runtime'])
  })

  it('takes every backend that is here unless told, and says which is not, and why', async () => {
    const { exitCode, stdout, stderr } = await runCli(['bench', '--only', 'readout', '--runs', '3', '--json'], folder())
    const names = readMeasurements(stdout, 'stdout').lines.map(({ name }) => name)
    expect(exitCode).toBe(0)
    expect(names).toEqual(expect.arrayContaining(['reference', 'wasm', 'wasm-simd']))
    expect(names.includes('webgpu')).toBe(!/^without webgpu: .+\.$/m.test(stderr))
  }, 20_000)

  it('--backend measures only those named', async () => {
    const { stdout } = await bench(folder(), '--backend', 'wasm', '--json')
    expect(readMeasurements(stdout, 'stdout').lines.map(({ name }) => name)).toEqual(['reference', 'wasm', 'memory copy'])
  })

  it('--clock processor counts the time this process has a processor, and says so', async () => {
    const { stdout } = await bench(folder(), '--clock', 'processor', '--json')
    const { machine, lines } = readMeasurements(stdout, 'stdout')
    expect(machine['clock']).toBe('processor time of this process')
    expect(lines.map(({ name }) => name)).toEqual(['reference', 'wasm', 'wasm-simd', 'memory copy'])
  })

  it('--svg writes the bars and names the file', async () => {
    const place = folder()
    const { stdout } = await bench(place, '--svg', 'bars/bench.svg', '--theme', 'dark')
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('bars/bench.svg')
    expect(readFileSync(join(place, 'bars/bench.svg'), 'utf8')).toMatch(/^<svg .+<title>How fast the kernels are<\/title>/)
  })
})

describe('beside a baseline', () => {
  it('that was no faster all is well', async () => {
    const { exitCode, stdout } = await besideEarlier(0.01)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('Nothing is slower than 1.2 times what it was.')
  })

  it('that was a hundred times as fast the run ends with 1', async () => {
    const { exitCode, stdout } = await besideEarlier(100)
    expect(exitCode).toBe(1)
    expect(stdout).toContain('2 of 2 lines are slower than 1.2 times what they were.')
  })

  it('a slowdown that is allowed is none', async () => {
    const { exitCode } = await besideEarlier(100, '--slowdown', '1000')
    expect(exitCode).toBe(0)
  })

  it('--json has the comparison too', async () => {
    const { stdout } = await besideEarlier(100, '--json')
    const { comparison } = JSON.parse(stdout) as { comparison: { limit: number; lines: { name: string; slowdown: number }[] } }
    expect(comparison.limit).toBe(1.2)
    expect(comparison.lines.map(({ name, slowdown }) => [name, slowdown > 10])).toEqual([
      ['wasm', true],
      ['wasm-simd', true],
    ])
  })
})

describe('bad input is refused before anything is measured', () => {
  it('a baseline that is not there', async () => {
    const { exitCode, stderr } = await bench(folder(), '--baseline', 'none.json')
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(
      /^DOCUMENT_INVALID: The baseline none\.json cannot be read: ENOENT.+\n {2}fix: Name a file that telltale bench --json wrote\.\n$/,
    )
  })

  it('a baseline that is something else, with the file and what stands there', async () => {
    const place = folder()
    writeFileSync(join(place, 'cat.json'), '{"schema": "telltale/1"}')
    const { exitCode, stderr } = await bench(place, '--baseline', 'cat.json')
    expect(exitCode).toBe(3)
    expect(stderr).toMatch(/^DOCUMENT_INVALID: "cat\.json" is no measurement of kernels: schema: .+ \("telltale\/1"\)\.\n/)
  })

  it('a baseline of other kernels', async () => {
    const place = folder()
    writeFileSync(join(place, 'base.json'), JSON.stringify({ ...earlier, lines: [] }))
    const { exitCode, stderr } = await bench(place, '--baseline', 'base.json')
    expect(exitCode).toBe(3)
    expect(stderr).toContain('DOCUMENT_INVALID: The baseline base.json has no line of a backend that was measured now.')
  })

  it.each([
    ['--slowdown without a baseline', ['--slowdown', '2'], 'USAGE_FLAG'],
    ['a clock that does not see a device', ['--clock', 'processor', '--backend', 'webgpu'], 'USAGE_FLAG'],
    ['a step on a device, which has no model in Node', ['--only', 'gainPipeline', '--backend', 'webgpu'], 'USAGE_FLAG'],
    ['a kernel that is none', ['--only', 'blur'], 'USAGE_PARAMETER'],
    ['a kernel named twice', ['--only', 'hsic,hsic'], 'USAGE_PARAMETER'],
    ['two runs', ['--runs', '2'], 'USAGE_PARAMETER'],
    ['a backend that is none', ['--backend', 'cuda'], 'USAGE_PARAMETER'],
  ])('%s', async (_, argv, code) => {
    const { exitCode, stdout, stderr } = await runCli(['bench', ...argv], folder())
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(new RegExp(`^${code}: .+\\n {2}fix: .+\\n$`))
  })

  it('a picture that cannot be written', async () => {
    const place = folder()
    writeFileSync(join(place, 'file'), '')
    const { exitCode, stdout, stderr } = await bench(place, '--svg', 'file/bars.svg')
    expect([exitCode, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/^RUN_DISK: /)
  })
})

describe('an interruption', () => {
  it('ends with 130', async () => {
    const { exitCode, stderr } = await runCli(quick, folder(), AbortSignal.abort())
    expect(exitCode).toBe(130)
    expect(stderr).toContain('CANCELLED: The measurement was cancelled.')
  })
})

describe('progress', () => {
  it('speaks in a log at least five seconds apart, with the time left', () => {
    const { stream, text } = collect()
    let now = 0
    const terminal = { stdout: stream, stderr: stream, environment: {}, folder: '.', signal: new AbortController().signal }
    const progress = createBenchProgress(terminal, () => now)
    for (const [time, share] of [
      [4000, 0.01],
      [6000, 0.02],
      [8000, 0.1],
      [12_000, 0.4],
    ] as const) {
      now = time
      progress.show('hsic', share)
    }
    expect(text()).toBe('hsic: 2 %\nhsic: 40 %, 18 s left\n')
  })
})
