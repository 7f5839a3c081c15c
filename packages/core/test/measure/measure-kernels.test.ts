import { afterAll, describe, expect, it } from 'vitest'
import { createKernels } from '../../src/kernels/implementations.ts'
import { type GridShape, kernelNames } from '../../src/kernels/kernels.ts'
import { accumulateGrid } from '../../src/kernels/reference/accumulate-grid.ts'
import { measureKernels } from '../../src/measure/measure-kernels.ts'
import { measurementsSchema } from '../../src/measure/measurements.ts'
import { workNames } from '../../src/measure/work.ts'
import { createWorks } from '../../src/measure/works.ts'
import { createNodeRuntime } from '../../src/model/choose-runtime.node.ts'

const clock = () => performance.now()
const [wasm, simd] = await Promise.all([createKernels('wasm'), createKernels('wasm-simd')])
const { runtime } = await createNodeRuntime({ threads: 1 })
const few = { clock, runs: 3 }

afterAll(() => {
  wasm.dispose()
  simd.dispose()
})

describe('what is measured', () => {
  it('every kernel, in the order of the contract, then what is more than a kernel', () => {
    expect([...new Set(createWorks(1).map(({ name }) => name))]).toEqual([...kernelNames, 'hsicScores', 'gainPipeline'])
    expect(workNames).toEqual([...kernelNames, 'hsicScores', 'gainPipeline'])
  })

  it('data that depend on the seed only', () => {
    const inputsOf = (seed: number) =>
      createWorks(seed)
        .find(({ name }) => name === 'readout')!
        .make().job!.inputs
    expect(inputsOf(3)).toEqual(inputsOf(3))
    expect(inputsOf(4)).not.toEqual(inputsOf(3))
  })
})

describe('a measurement', () => {
  it('has a line for each backend, the plain version and a copy, and fits its schema', async () => {
    const measured = await measureKernels({ ...few, backends: [{ kernels: wasm }, { kernels: simd }], works: ['readout'] })
    expect(measured.lines.map(({ name, role }) => [name, role])).toEqual([
      ['reference', 'plain'],
      ['wasm', 'backend'],
      ['wasm-simd', 'backend'],
      ['memory copy', 'copy'],
    ])
    expect(measurementsSchema.parse(measured)).toEqual(measured)
  })

  it('says where it stands after every round', async () => {
    const shares: number[] = []
    await measureKernels({ ...few, backends: [], works: ['readout'], report: ({ share }) => void shares.push(share) })
    expect(shares.map((share) => share.toFixed(2))).toEqual(['0.00', '0.33', '0.67', '1.00'])
  })

  it('goes from pixels to gains where a runtime is given', async () => {
    const { lines } = await measureKernels({ ...few, backends: [{ kernels: simd, runtime }], runtime, works: ['gainPipeline'] })
    expect(lines.map(({ name, unit }) => [name, unit])).toEqual([
      ['reference', 'candidates'],
      ['wasm-simd', 'candidates'],
    ])
  })

  it('takes in what does the same work outside', async () => {
    const { lines } = await measureKernels({
      ...few,
      backends: [],
      works: ['accumulateGrid'],
      outside: async (job) => {
        const { cells, offsets, values } = job.inputs as Record<string, Float32Array> & { readonly offsets: Uint32Array }
        const output = new Float32Array(job.outputLength)
        const time = async (repeats: number) => {
          accumulateGrid(cells!, offsets, values!, output, job.sizes as GridShape & Record<string, number>)
          return 9 * repeats
        }
        const spoil = () => void output.fill(Number.NaN)
        return { name: 'another', role: 'outside', time, spoil, output: async () => output, close: async () => {} }
      },
    })
    expect(lines.at(-1)).toMatchObject({ name: 'another', role: 'outside', milliseconds: { median: 9 } })
    expect(lines[0]!.timesAsFast.outside).toBe(9 / lines[0]!.milliseconds.median)
  })

  it('gives its buffers back', async () => {
    const kernels = await createKernels('wasm-simd')
    const measureOnce = () => measureKernels({ ...few, backends: [{ kernels }], works: ['readout', 'accumulateGrid'] })
    await measureOnce()
    const before = kernels.allocate(64)
    kernels.release(before)
    await measureOnce()
    expect(kernels.allocate(64)).toBe(before)
    kernels.dispose()
  })
})

describe('a measurement is refused', () => {
  it('where a backend computes nothing', async () => {
    const idle = { ...simd, readout: () => {} }
    await expect(measureKernels({ ...few, backends: [{ kernels: idle }], works: ['readout'] })).rejects.toMatchObject({
      code: 'BACKEND_PROBE_FAILED',
      message: expect.stringContaining('wasm-simd'),
    })
  })

  it('with too few runs to have a spread', async () => {
    await expect(measureKernels({ ...few, runs: 2, backends: [] })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { value: 2, limit: 3 },
    })
  })

  it('when its signal fires', async () => {
    const stop = new AbortController()
    const measuring = measureKernels({
      ...few,
      backends: [],
      works: ['readout'],
      signal: stop.signal,
      report: () => stop.abort(),
    })
    await expect(measuring).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
