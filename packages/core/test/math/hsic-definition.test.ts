import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hsicByDefinition } from '../../src/math/hsic-definition.ts'

const file = new URL('../fixtures/golden-hsic-sobol.json', import.meta.url)
const golden: { masks: number[][]; y: number[]; width: number; binary: number[] } = JSON.parse(readFileSync(file, 'utf8')).hsic
const packed = (rows: readonly (readonly number[])[]): Uint32Array =>
  Uint32Array.from(rows, (row) => row.reduce((word, bit, cell) => word | (bit << cell), 0))

describe('HSIC by its definition', () => {
  it('gives the scores of the authors’ estimator', () => {
    const scores = hsicByDefinition({ masks: packed(golden.masks), outputs: golden.y, cells: 3, bandwidth: golden.width })
    scores.forEach((score, cell) => {
      expect(Math.abs(score - golden.binary[cell]!)).toBeLessThan(1e-8)
    })
  })

  it('gives theirs also for the median distance as width', () => {
    const scores = hsicByDefinition({ masks: packed(golden.masks), outputs: golden.y, cells: 3, bandwidth: 0.48 })
    expect([...scores].map((score) => Math.round(score * 1e8) / 1e8)).toEqual([1.08028565, 0.03787312, 0.01260918])
  })

  it('is the trace of both centred kernels', () => {
    const masks = [
      [1, 0],
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ] as const
    const outputs = [0.3, 0.1, 0.9, 0.4, 0.35]
    const n = outputs.length
    const centred = (kernel: (a: number, b: number) => number) => {
      const entry = (a: number, b: number): number => kernel(a, b)
      const row = (a: number): number => outputs.reduce((sum, _, b) => sum + entry(a, b), 0) / n
      const all = outputs.reduce((sum, _, a) => sum + row(a), 0) / n
      return (a: number, b: number): number => entry(a, b) - row(a) - row(b) + all
    }
    const output = centred((a, b) => Math.exp(-((outputs[a]! - outputs[b]!) ** 2) / (2 * 0.2 ** 2)))
    const expected = [0, 1].map((cell) => {
      const input = centred((a, b) => (masks[a]![cell] === masks[b]![cell] ? 1.5 : 0.5))
      let trace = 0
      for (let a = 0; a < n; a++) for (let b = 0; b < n; b++) trace += input(a, b) * output(a, b)
      return trace / n
    })
    const scores = hsicByDefinition({ masks: packed(masks), outputs, cells: 2, bandwidth: 0.2 })
    scores.forEach((score, cell) => {
      expect(score).toBeCloseTo(expected[cell]!, 12)
    })
  })

  it('reads cells beyond the first 32', () => {
    const masks = Uint32Array.from(golden.masks.flatMap((row) => [0, row.reduce((word, bit, cell) => word | (bit << cell), 0)]))
    const scores = hsicByDefinition({ masks, outputs: golden.y, cells: 35, bandwidth: golden.width })
    expect(scores[31]).toBe(0)
    golden.binary.forEach((score, cell) => {
      expect(Math.abs(scores[32 + cell]! - score)).toBeLessThan(1e-8)
    })
  })
})
