import { describe, expect, it } from 'vitest'
import { predict } from '../../src/math/linear-fit.ts'
import { addRow, createNormalEquations, mixEquations, type NormalEquations } from '../../src/math/normal-equations.ts'
import { fitLasso } from '../../src/math/weighted-lasso.ts'
import { fitRidge, ridgeErrors } from '../../src/math/weighted-ridge.ts'

const bitsOf = (index: number, count: number): number[] =>
  Array.from({ length: count }, (_, column) => (index >>> (count - 1 - column)) & 1)

interface Rows {
  readonly columns: number
  readonly output: (row: readonly number[]) => number
  readonly weight?: (row: readonly number[]) => number
}

/** Equations of every row of zeros and ones, counted up with the first column as the highest bit. */
function equationsOf({ columns, output, weight = () => 1 }: Rows): NormalEquations {
  const equations = createNormalEquations(columns)
  for (let index = 0; index < 2 ** columns; index++) {
    const row = bitsOf(index, columns)
    addRow(equations, row, output(row), weight(row))
  }
  return equations
}

const limeWeight = (row: readonly number[]): number => {
  const kept = row.reduce((sum, value) => sum + value, 0)
  return Math.exp(-((1 - Math.sqrt(kept / row.length)) ** 2) / (2 * 0.25 ** 2))
}
const example = { columns: 3, output: ([a, b, c]: readonly number[]) => 0.2 + 0.5 * a! + 0.1 * b! + 0.3 * b! * c! }

describe('weighted ridge', () => {
  it('fits the published example of LIME', () => {
    const { coefficients, intercept } = fitRidge(equationsOf({ ...example, weight: limeWeight }), 1)
    const published = [0.20229106, 0.1163373, 0.06625294]
    coefficients.forEach((value, column) => {
      expect(value).toBeCloseTo(published[column]!, 8)
    })
    expect(intercept).toBeCloseTo(0.48037477, 8)
  })

  it('without a penalty finds a linear model whatever the weights, and accounts for all of it', () => {
    const linear = { columns: 3, output: ([a, b, c]: readonly number[]) => 5 + 2 * a! - b! + 0.25 * c! }
    const fit = fitRidge(equationsOf({ ...linear, weight: limeWeight }), 0)
    expect([...fit.coefficients, fit.intercept, fit.determination].map((value) => Number(value.toFixed(10)))).toEqual([
      2, -1, 0.25, 5, 1,
    ])
    expect(predict(fit, [1, 1, 1])).toBeCloseTo(6.25, 10)
  })

  it('accounts for the share of the variance that is linear', () => {
    // Of a b on two fair coins the linear part (a + b) / 2 has the variance 1/8, all has 3/16.
    expect(fitRidge(equationsOf({ columns: 2, output: ([a, b]) => a! * b! }), 0).determination).toBeCloseTo(2 / 3, 12)
  })

  it('of equal outputs is exactly nothing, with nothing to account for', () => {
    const fit = fitRidge(equationsOf({ columns: 3, output: () => 0.3 }), 1)
    expect([...fit.coefficients]).toEqual([0, 0, 0])
    expect([fit.intercept, fit.determination]).toEqual([0.3, Number.NaN])
  })

  it('without a penalty splits the effect of columns that always go together', () => {
    const equations = createNormalEquations(2)
    for (const value of [0, 1, 0, 1]) addRow(equations, [value, value], value, 1)
    const { coefficients, factor } = fitRidge(equations, 0)
    expect(factor.ridge).toBeGreaterThan(0)
    expect(coefficients[0]).toBeCloseTo(0.5, 6)
    expect(coefficients[1]).toBeCloseTo(0.5, 6)
  })

  it('of no rows is nothing', () => {
    expect([...fitRidge(createNormalEquations(2), 0).coefficients]).toEqual([0, 0])
  })

  it('is the same from two halves that are put together', () => {
    const [whole, first, second] = [createNormalEquations(3, 0), createNormalEquations(3, 0), createNormalEquations(3, 0)]
    for (let index = 0; index < 8; index++) {
      const row = bitsOf(index, 3)
      addRow(whole, row, example.output(row), index < 4 ? 1 : 2)
      addRow(index < 4 ? first : second, row, example.output(row), 1)
    }
    const mixed = fitRidge(mixEquations(first, second, 2), 0.5).coefficients
    fitRidge(whole, 0.5).coefficients.forEach((value, column) => {
      expect(mixed[column]).toBeCloseTo(value, 12)
    })
  })
})

describe('standard errors of ridge', () => {
  const rows = [0, 0, 0, 1, 1, 1]
  const errorsOf = (outputs: readonly number[]): number => {
    const equations = createNormalEquations(1)
    outputs.forEach((output, index) => {
      addRow(equations, [rows[index]!], output, 1)
    })
    const write = (index: number, row: Float32Array) => void row.fill(rows[index]!)
    return ridgeErrors(fitRidge(equations, 0), { outputs, weight: () => 1, write })[0]!
  }

  it('are those of a difference of two means', () => {
    // Residuals -1 0 1 and -2 0 2: (2 / 9 + 8 / 9) 6 / 4.
    expect(errorsOf([1, 2, 3, 8, 10, 12])).toBeCloseTo(Math.sqrt(5 / 3), 10)
  })

  it('are nothing where the model is exact', () => {
    expect(errorsOf([1, 1, 1, 4, 4, 4])).toBeLessThan(1e-14)
  })

  it('are unknown with no more rows than unknowns', () => {
    const equations = createNormalEquations(1)
    addRow(equations, [0], 1, 1)
    addRow(equations, [1], 2, 1)
    const write = (index: number, row: Float32Array) => void row.fill(index)
    expect([...ridgeErrors(fitRidge(equations, 0), { outputs: [1, 2], weight: () => 1, write })]).toEqual([Number.NaN])
  })
})

describe('weighted lasso', () => {
  const linear = { columns: 3, output: ([a, b, c]: readonly number[]) => 1 + 0.5 * a! - 0.3 * b! + 0.05 * c! }

  it('takes alpha over the variance of a column from each coefficient, down to nothing', () => {
    // Fair coins of the variance 1/4 are orthogonal: 0.02 x 4 from each.
    const { coefficients, intercept } = fitLasso(equationsOf(linear), 0.02)
    expect([...coefficients].map((value) => Number(value.toFixed(10)))).toEqual([0.42, -0.22, 0])
    expect(intercept).toBeCloseTo(1.125 - 0.1, 10)
  })

  it('without a penalty is least squares', () => {
    const equations = equationsOf({ ...example, weight: limeWeight })
    const ridge = fitRidge(equations, 0).coefficients
    fitLasso(equations, 0).coefficients.forEach((value, column) => {
      expect(value).toBeCloseTo(ridge[column]!, 7)
    })
  })

  it('does not depend on the unit of the weights', () => {
    const [light, heavy] = [1, 1000].map((unit) =>
      fitLasso(equationsOf({ ...example, weight: (row) => unit * limeWeight(row) }), 0.01),
    )
    heavy!.coefficients.forEach((value, column) => {
      expect(value).toBeCloseTo(light!.coefficients[column]!, 9)
    })
  })

  it('leaves a column alone that never changes', () => {
    const equations = createNormalEquations(2)
    for (const value of [0, 1]) addRow(equations, [value, 1], value, 1)
    const { coefficients } = fitLasso(equations, 0)
    expect(coefficients[0]).toBeCloseTo(1, 10)
    expect(coefficients[1]).toBe(0)
  })
})
