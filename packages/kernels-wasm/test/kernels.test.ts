import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createWasmKernels, kernelNames, supportsSimd, type Variant } from '../src/index.ts'

const variants: readonly Variant[] = ['scalar', 'simd']

function locate(variant: Variant): URL {
  return new URL(`../build/${variant}.wasm`, import.meta.url)
}

describe.each(variants)('the %s module', (variant) => {
  const module = new WebAssembly.Module(readFileSync(locate(variant)))

  it('exports the kernels and where its own memory ends, nothing else', () => {
    const names = WebAssembly.Module.exports(module).map(({ name }) => name)
    expect(names.toSorted()).toEqual([...kernelNames, 'heapBase'].toSorted())
  })

  it('imports its memory and nothing else', () => {
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }])
  })

  it('stays within 25 kB', () => {
    expect(statSync(locate(variant)).size).toBeLessThan(25_000)
  })
})

describe.each(variants)('kernels of the %s build', (variant) => {
  it('hide one region and keep the other, bit for bit', async () => {
    const kernels = await createWasmKernels(variant)
    const job = {
      picture: upload(kernels, Float32Array.of(0.1, -0, 0.3, 1.1, 1.2, 1.3)),
      baseline: upload(kernels, Float32Array.of(9.1, 9.2, 9.3, 8.1, 8.2, 8.3)),
      labels: upload(kernels, Uint16Array.of(0, 1)),
      weights: upload(kernels, Float32Array.of(0, 1)),
      output: kernels.allocate(24),
    }
    kernels.maskRegions({ ...job, masks: 1, regions: 2, pixels: 2 })
    expect([...kernels.expose(job.output, 6)]).toEqual([9.1, -0, 9.3, 1.1, 8.2, 1.3].map((value) => Math.fround(value)))
  })

  it('work above 2 GiB, where offsets have their sign bit set', async () => {
    const kernels = await createWasmKernels(variant)
    kernels.allocate(2 ** 31)
    const logits = upload(kernels, Float32Array.of(1, 3, 2))
    const targets = upload(kernels, Uint32Array.of(2))
    const output = kernels.allocate(20)
    expect(output).toBeGreaterThan(2 ** 31)
    kernels.readout({ logits, targets, output, rows: 1, classes: 3, targetCount: 1, link: 'none' })
    const [score, logit, , best, top] = kernels.expose(output, 5)
    expect([score, logit, best, top]).toEqual([2, 2, 1, 3])
  })

  it('name the value and the limit of what they refuse', async () => {
    const kernels = await createWasmKernels(variant)
    const buffer = kernels.allocate(16)
    const readout = {
      logits: buffer,
      targets: upload(kernels, Uint32Array.of(3)),
      output: kernels.allocate(20),
      link: 'none' as const,
    }
    expect(() => kernels.readout({ ...readout, rows: 1, classes: 3, targetCount: 1 })).toThrow('targets must lie below 3; got 3.')
    expect(() => kernels.readout({ ...readout, rows: 2, classes: 3, targetCount: 0 })).toThrow(
      `logits needs 24 bytes; buffer ${buffer} has 16.`,
    )
    expect(() => kernels.readout({ ...readout, rows: 0.5, classes: 3, targetCount: 0 })).toThrow(
      'rows must be a whole number from 1',
    )
  })

  it('refuse windows that leave the upsampled grid', async () => {
    const kernels = await createWasmKernels(variant)
    const job = {
      cells: kernels.allocate(16),
      offsets: upload(kernels, Uint32Array.of(1, 2)),
      values: kernels.allocate(4),
      output: kernels.allocate(72),
      ...{ masks: 1, gridRows: 2, gridColumns: 2, upHeight: 4, upWidth: 4, height: 3, width: 3 },
    }
    expect(() => kernels.accumulateGrid(job)).toThrow('column offsets must lie below 2; got 2.')
    expect(() => kernels.accumulateGrid({ ...job, width: 5 })).toThrow('width must be a whole number from 1 to 4; got 5.')
  })

  it('refuse ranks that fill no vector', async () => {
    const kernels = await createWasmKernels(variant)
    const buffers = { masks: kernels.allocate(4), factor: kernels.allocate(64), output: kernels.allocate(4) }
    expect(() => kernels.hsic({ ...buffers, samples: 1, cells: 1, rank: 6 })).toThrow('rank must be a multiple of 4; got 6.')
  })
})

describe('the choice of a build', () => {
  it('finds SIMD in this engine, as the SIMD module itself does', () => {
    expect(supportsSimd()).toBe(WebAssembly.validate(readFileSync(locate('simd'))))
  })
})

function upload(kernels: Awaited<ReturnType<typeof createWasmKernels>>, data: Float32Array | Uint32Array | Uint16Array): number {
  const buffer = kernels.allocate(data.byteLength)
  kernels.write(buffer, data)
  return buffer
}
