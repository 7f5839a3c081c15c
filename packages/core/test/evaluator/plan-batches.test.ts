import { describe, expect, it } from 'vitest'
import { allowedShapes, planBatches } from '../../src/evaluator/plan-batches.ts'

describe('planBatches', () => {
  it('takes the largest shapes first and leaves no mask out', () => {
    expect(planBatches(13, [1, 2, 4, 8])).toEqual([
      { start: 0, rows: 8, shape: 8 },
      { start: 8, rows: 4, shape: 4 },
      { start: 12, rows: 1, shape: 1 },
    ])
  })

  it('pads only a remainder below the smallest shape', () => {
    expect(planBatches(5, [2, 4])).toEqual([
      { start: 0, rows: 4, shape: 4 },
      { start: 4, rows: 1, shape: 2 },
    ])
  })

  it('runs nothing for no masks', () => {
    expect(planBatches(0, [1, 8])).toEqual([])
  })
})

describe('allowedShapes', () => {
  it('keeps batches of about 100 ms', () => {
    expect(allowedShapes([1, 2, 4, 8], 64, 17)).toEqual([1, 2, 4])
  })

  it('keeps the smallest shape of a slow model', () => {
    expect(allowedShapes([2, 4], 64, 900)).toEqual([2])
  })

  it('is empty when memory does not hold the smallest shape', () => {
    expect(allowedShapes([2, 4], 1, 1)).toEqual([])
  })
})
