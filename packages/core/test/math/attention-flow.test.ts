import { describe, expect, test } from 'vitest'
import { attentionFlow, fuseHeads } from '../../src/math/attention-flow.ts'

const first = Float64Array.from([0.5, 0.5, 0, 1])
const second = Float64Array.from([1, 0, 0.5, 0.5])

describe('attention flow', () => {
  // Half of each with half of itself: (0.75 0.25; 0 1) and (1 0; 0.25 0.75); their product is (0.75 0.25; 0.1875 0.8125).
  test('is a row of the product of the layers, the last one first', () => {
    expect([...attentionFlow([first, second], 2, { from: 'first', discard: 0 })]).toEqual([0.75, 0.25])
    expect([...attentionFlow([second, first], 2, { from: 'first', discard: 0 })]).toEqual([0.8125, 0.1875])
  })

  test('of all tokens is the mean of the rows', () => {
    expect([...attentionFlow([first, second], 2, { from: 'all', discard: 0 })]).toEqual([0.46875, 0.53125])
  })

  // The first row keeps its second half only: (1 0.5) / 1.5.
  test('leaves out the least of every row and makes the rest sum to one', () => {
    const [own, other] = attentionFlow([first, second], 2, { from: 'first', discard: 0.5 })
    expect(own).toBeCloseTo(2 / 3, 12)
    expect(other).toBeCloseTo(1 / 3, 12)
  })

  test('sums to one, whatever heads were made of', () => {
    const unequal = Float64Array.from([0.9, 0.8, 0.7, 0.1])
    const total = attentionFlow([unequal, first], 2, { from: 'all', discard: 0.3 }).reduce((sum, value) => sum + value, 0)
    expect(total).toBeCloseTo(1, 12)
  })
})

test('heads become one by their mean, their largest or their least values', () => {
  const heads = Float32Array.from([0.5, 0.5, 0, 1, 0.25, 0.75, 1, 0])
  expect([...fuseHeads(heads, 2, 2, 'mean')]).toEqual([0.375, 0.625, 0.5, 0.5])
  expect([...fuseHeads(heads, 2, 2, 'max')]).toEqual([0.5, 0.75, 1, 1])
  expect([...fuseHeads(heads, 2, 2, 'min')]).toEqual([0.25, 0.5, 0, 0])
})
