import { describe, expect, it } from 'vitest'
import { readout } from '../../src/kernels/reference/readout.ts'

function readRow(logits: readonly number[], link: 'softmax' | 'sigmoid' | 'none', targets: readonly number[] = []): number[] {
  const output = new Float64Array(2 * targets.length + 3)
  readout(Float32Array.from(logits), Uint32Array.from(targets), output, { rows: 1, classes: logits.length, link })
  return [...output]
}

/** Confidence of a row whose softmax is `probabilities`. */
function confidenceOf(probabilities: readonly number[]): number {
  const logits = probabilities.map((p) => (p === 0 ? -1000 : Math.log(p)))
  return readRow(logits, 'softmax')[0]!
}

describe('readout of one row', () => {
  it('is scores, logits, confidence, arg-max and its score', () => {
    const [score, logit, , best, top] = readRow([0, Math.log(3)], 'softmax', [1])
    expect([score, logit, best, top]).toEqual([expect.closeTo(0.75, 6), Math.fround(Math.log(3)), 1, score])
  })

  it.each([
    { probabilities: [0.7, 0.1, 0.1, 0.1], confidence: 0.32161 },
    { probabilities: [0.5, 0.5, 0, 0], confidence: 0.5 },
    { probabilities: [1, 0, 0], confidence: 1 },
    { probabilities: [1], confidence: 1 },
  ])('has confidence $confidence for $probabilities', ({ probabilities, confidence }) => {
    expect(confidenceOf(probabilities)).toBeCloseTo(confidence, 5)
  })

  it('has next to no confidence when a thousand classes are equal', () => {
    expect(confidenceOf(new Array(1000).fill(0.001))).toBeLessThan(2e-5)
  })

  it('keeps scores within 0 and 1 far out', () => {
    expect(readRow([1000, -1000], 'sigmoid', [0, 1]).slice(0, 2)).toEqual([1, 0])
    expect(readRow([1000, -1000], 'softmax', [0, 1]).slice(0, 2)).toEqual([1, 0])
  })

  it('takes logits as they are without a link', () => {
    expect(readRow([2, -3], 'none', [0, 1]).slice(0, 2)).toEqual([2, -3])
  })

  it('reads confidence off the row itself where it holds probabilities already', () => {
    expect(readRow([0.7, 0.1, 0.1, 0.1], 'none')[0]).toBeCloseTo(0.32161, 5)
  })

  it('gives a tie to the lowest class', () => {
    expect(readRow([1, 5, 5], 'none')[1]).toBe(1)
  })
})
