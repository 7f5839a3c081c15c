import { readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createWasmHostKernels, createWasmKernels, hostKernelNames, type Variant } from '../src/index.ts'

const variants: readonly Variant[] = ['scalar', 'simd']

function locate(variant: Variant): URL {
  return new URL(`../build/host-${variant}.wasm`, import.meta.url)
}

describe.each(variants)('the %s module of the host kernels', (variant) => {
  const module = new WebAssembly.Module(readFileSync(locate(variant)))

  it('exports the kernels and where its own memory ends, nothing else', () => {
    const names = WebAssembly.Module.exports(module).map(({ name }) => name)
    expect(names.toSorted()).toEqual([...hostKernelNames, 'heapBase'].toSorted())
  })

  it('imports its memory and nothing else', () => {
    expect(WebAssembly.Module.imports(module)).toEqual([{ module: 'env', name: 'memory', kind: 'memory' }])
  })

  it('stays within 12 kB', () => {
    expect(statSync(locate(variant)).size).toBeLessThan(12_000)
  })
})

describe.each(variants)('host kernels of the %s build', (variant) => {
  it('solve a factor of two rows', async () => {
    const kernels = await createWasmHostKernels(variant)
    const factor = kernels.allocate(24)
    const vector = kernels.allocate(16)
    kernels.write(factor, Float64Array.of(2, 1, 4))
    kernels.write(vector, Float64Array.of(6, 11))
    kernels.solveForward({ factor, vector, from: 0, to: 2 })
    expect([...kernels.doubles(vector, 2)]).toEqual([3, 2])
    kernels.solveBackward({ factor, vector, rows: 2 })
    expect([...kernels.doubles(vector, 2)]).toEqual([1.25, 0.5])
  })

  it('keep what was written when the memory grows', async () => {
    const kernels = await createWasmHostKernels(variant)
    const vector = kernels.allocate(16)
    kernels.write(vector, Float64Array.of(3, 4))
    kernels.allocate(2 ** 20)
    kernels.write(vector, Float64Array.of(5), 8)
    expect([...kernels.doubles(vector, 2)]).toEqual([3, 5])
    expect(kernels.subtractSquares({ vector, start: 40, from: 0, to: 2 })).toBe(6)
  })

  it('name the value and the limit of what they refuse', async () => {
    const kernels = await createWasmHostKernels(variant)
    const factor = kernels.allocate(16)
    expect(() => kernels.factorRow({ factor, row: 1, from: 0, floor: 1 })).toThrow(
      `factor needs 24 bytes; buffer ${factor} has 16.`,
    )
    expect(() => kernels.factorRow({ factor, row: 1, from: 2, floor: 1 })).toThrow(
      'from must be a whole number from 0 to 1; got 2.',
    )
  })

  it('come with the kernels too, each in a memory of its own', async () => {
    const kernels = await createWasmKernels(variant)
    const [first, second] = [await kernels.createHost(), await kernels.createHost()]
    first.dispose()
    expect(() => first.allocate(8)).toThrow(expect.objectContaining({ code: 'KERNEL_HANDLE' }))
    expect(second.doubles(second.allocate(8), 1)[0]).toBe(0)
  })
})
