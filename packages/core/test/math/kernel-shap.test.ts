import { describe, expect, it } from 'vitest'
import { constrainedErrors, fitConstrained } from '../../src/math/kernel-shap.ts'
import { addRow, createNormalEquations } from '../../src/math/normal-equations.ts'

describe('least squares with a given total', () => {
  it('is solved by hand for two columns', () => {
    // Minimises 3 (0.4 - a)^2 + (0.2 - b)^2 with a + b = 1: a = 0.5.
    const equations = createNormalEquations(2, 0)
    addRow(equations, [1, 0], 0.4, 3)
    addRow(equations, [0, 1], 0.2, 1)
    const { values, ridge } = fitConstrained(equations, 1)
    expect(values[0]).toBeCloseTo(0.5, 12)
    expect(values[1]).toBeCloseTo(0.5, 12)
    expect(ridge).toBe(0)
  })

  it('takes the origin from every output', () => {
    const equations = createNormalEquations(2, 0.1)
    addRow(equations, [1, 0], 0.5, 1)
    addRow(equations, [0, 1], 0.7, 1)
    expect([...fitConstrained(equations, 1).values].map((value) => Number(value.toFixed(12)))).toEqual([0.4, 0.6])
  })

  it('treats columns alike that the rows do not tell apart, the last one too', () => {
    const equations = createNormalEquations(4, 0)
    addRow(equations, [1, 0, 0, 0], 0.7, 1)
    addRow(equations, [0, 1, 1, 1], 0.3, 1)
    const { values, ridge } = fitConstrained(equations, 1)
    expect(ridge).toBeGreaterThan(0)
    ;[0.7, 0.1, 0.1, 0.1].forEach((value, column) => {
      expect(values[column]).toBeCloseTo(value, 6)
    })
  })

  it('shares the total equally without any row', () => {
    for (const value of fitConstrained(createNormalEquations(4, 0), 1).values) expect(value).toBeCloseTo(0.25, 12)
  })

  it('gives a single column the total', () => {
    expect([...fitConstrained(createNormalEquations(1, 0), 0.4).values]).toEqual([0.4])
  })

  it('has no error where nothing was drawn, and none that could be told from one pair', () => {
    const equations = createNormalEquations(2, 0)
    const rows = [
      [1, 0],
      [0, 1],
    ]
    rows.forEach((row, index) => {
      addRow(equations, row, index, 1)
    })
    const fit = fitConstrained(equations, 2)
    const write = (index: number, row: Float32Array) => row.set(rows[index % 2]!)
    expect([...constrainedErrors(fit, { outputs: new Float64Array(), weight: 1, write })]).toEqual([0, 0])
    expect([...constrainedErrors(fit, { outputs: Float64Array.of(0, 1), weight: 1, write })]).toEqual([Number.NaN, Number.NaN])
    expect([...constrainedErrors(fit, { outputs: Float64Array.of(0, 1, 0, 1), weight: 1, write })]).toEqual([0, 0])
  })
})
