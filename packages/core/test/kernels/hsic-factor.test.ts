import { describe, expect, it } from 'vitest'
import { factorOutputs } from '../../src/math/hsic-factor.ts'
import { factorPivoted } from '../../src/math/pivoted-cholesky.ts'

const outputs = [0.1, 0.62, 0.22, 0.81, 0.74, 0.18, 0.93, 0.05]
const bandwidth = 0.42

describe('pivoted incomplete Cholesky', () => {
  it('takes the largest remaining diagonal entry, lowest row on ties, until the residual trace is small enough', () => {
    const { pivots, residual } = factorOutputs(outputs, bandwidth, { tolerance: 1e-2 })
    expect(pivots).toEqual([0, 6, 1, 2])
    expect(residual).toBeCloseTo(4.36811e-3, 8)
  })

  it('goes on under a tighter tolerance', () => {
    expect(factorOutputs(outputs, bandwidth, { tolerance: 1e-6 }).pivots).toEqual([0, 6, 1, 2, 3, 7, 4])
  })

  it('stops at the rank it may use', () => {
    expect(factorOutputs(outputs, bandwidth, { maximumRank: 2 }).pivots).toEqual([0, 6])
  })

  it('reproduces a matrix of full rank', () => {
    const matrix = [4, 2, 1, 2, 5, 3, 1, 3, 6]
    const { columns, rank } = factorPivoted({
      size: 3,
      diagonal: (row) => matrix[row * 4]!,
      entry: (row, column) => matrix[row * 3 + column]!,
      tolerance: 0,
      maximumRank: 3,
    })
    expect(rank).toBe(3)
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        const product = [0, 1, 2].reduce((sum, k) => sum + columns[k * 3 + row]! * columns[k * 3 + column]!, 0)
        expect(product).toBeCloseTo(matrix[row * 3 + column]!, 12)
      }
    }
  })

  it('finds rank 1 where all entries are equal', () => {
    const ones = factorPivoted({ size: 5, diagonal: () => 1, entry: () => 1, tolerance: 1e-12, maximumRank: 5 })
    expect(ones.rank).toBe(1)
    expect(ones.residual).toBe(0)
  })
})

describe('the factor that the hsic kernel takes', () => {
  it('is padded with zero columns to a multiple of four', () => {
    const { factor, rank, pivots } = factorOutputs(outputs, bandwidth)
    expect([pivots.length, rank]).toEqual([7, 8])
    expect(Array.from({ length: 8 }, (_, sample) => factor[sample * 8 + 7])).toEqual(new Array(8).fill(0))
  })

  it('has columns that sum to zero', () => {
    const { factor, rank } = factorOutputs(outputs, bandwidth)
    for (let k = 0; k < rank; k++) {
      const sum = outputs.reduce((total, _, sample) => total + factor[sample * rank + k]!, 0)
      expect(Math.abs(sum)).toBeLessThan(1e-6)
    }
  })

  it('has the trace of the centred kernel', () => {
    const likeness = outputs.flatMap((a) => outputs.map((b) => Math.exp(-((a - b) ** 2) / (2 * bandwidth * bandwidth))))
    const total = likeness.reduce((sum, value) => sum + value, 0)
    expect(factorOutputs(outputs, bandwidth, { tolerance: 1e-12 }).trace).toBeCloseTo(8 - total / 8, 10)
  })

  it('is all zero where the model always says the same', () => {
    expect(factorOutputs([0.3, 0.3, 0.3], bandwidth).factor).toEqual(new Float32Array(12))
  })
})
