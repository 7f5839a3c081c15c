import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hsicScores } from '../../src/kernels/hsic-scores.ts'
import { createKernels } from '../../src/kernels/implementations.ts'

const file = new URL('../fixtures/golden-hsic-sobol.json', import.meta.url)
const golden: { masks: number[][]; y: number[]; width: number; binary: number[] } = JSON.parse(readFileSync(file, 'utf8')).hsic
const masks = Uint32Array.from(golden.masks, (row) => row.reduce((word, bit, cell) => word | (bit << cell), 0))
const inputs = { masks, outputs: golden.y, cells: 3, bandwidth: golden.width }

describe.each(['reference', 'wasm', 'wasm-simd'] as const)('HSIC scores on %s', (backend) => {
  it('are those of the definition', async () => {
    const { scores } = await hsicScores(await createKernels(backend), inputs)
    golden.binary.forEach((score, cell) => {
      expect(Math.abs(scores[cell]! - score)).toBeLessThan(1e-5 * golden.binary[0]!)
    })
  })

  it('fall short by no more than the bound when the factor stops early', async () => {
    const { scores, bound } = await hsicScores(await createKernels(backend), { ...inputs, tolerance: 1e-2 })
    expect(bound).toBeCloseTo(8 * 2.73007e-4, 8)
    const expected = [0.155027283078, 0.005272260319, 0.001813355773].map((score) => 8 * score)
    expected.forEach((score, cell) => {
      expect(scores[cell]).toBeCloseTo(score, 6)
      expect(golden.binary[cell]! - scores[cell]!).toBeLessThan(bound)
    })
  })
})

describe('HSIC scores', () => {
  it('give back every buffer', async () => {
    const kernels = await createKernels('wasm')
    const before = kernels.allocate(4)
    kernels.release(before)
    await hsicScores(kernels, inputs)
    expect(kernels.allocate(4)).toBe(before)
  })
})
