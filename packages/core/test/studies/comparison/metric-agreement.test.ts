import { expect, it } from 'vitest'
import { rankAgreement } from '../../../src/studies/comparison/metric-agreement.ts'

const methods = (...rows: readonly (readonly number[])[]): readonly Float64Array[] => rows.map((row) => Float64Array.from(row))

it('is the mean over pictures of the correlation of ranks', () => {
  // On the first picture the rankings are the same, on the second one reversed.
  const one = methods([1, 1], [2, 2], [3, 3])
  const other = methods([10, 9], [20, 8], [30, 7])
  expect(rankAgreement(one, other)).toBe(0)
  expect(rankAgreement(one, one)).toBe(1)
})

it('leaves out pictures on which fewer than three methods have both values', () => {
  const one = methods([1, 1], [2, Number.NaN], [3, 3])
  const other = methods([1, 3], [2, 2], [3, 1])
  expect(rankAgreement(one, other)).toBe(1)
})

it('is undefined where every method has the same value, or no picture is left', () => {
  expect(rankAgreement(methods([1], [1], [1]), methods([1], [2], [3]))).toBeNaN()
  expect(rankAgreement([], [])).toBeNaN()
})
