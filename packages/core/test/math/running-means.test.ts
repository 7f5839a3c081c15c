import { describe, expect, test } from 'vitest'
import { createRunningMeans } from '../../src/math/running-means.ts'

describe('running means', () => {
  test('are those of all rows, with their standard errors', () => {
    const rows = createRunningMeans(2)
    for (const row of [
      [1, 10],
      [2, 10],
      [6, 10],
    ])
      rows.add(row)
    expect(rows.rows()).toBe(3)
    expect([...rows.means()]).toEqual([3, 10])
    // Squared distances 4, 1 and 9: variance 7 of a row.
    expect([...rows.variances()]).toEqual([7, 0])
    expect(rows.standardErrors()[0]).toBeCloseTo(Math.sqrt(7 / 3), 12)
    expect(rows.standardErrors()[1]).toBe(0)
  })

  test('keep their digits far from zero', () => {
    const rows = createRunningMeans(1)
    for (const value of [1e9, 1e9 + 1, 1e9 + 2]) rows.add([value])
    expect(rows.standardErrors()[0]).toBeCloseTo(Math.sqrt(1 / 3), 12)
  })

  test('have no standard error before the second row', () => {
    const rows = createRunningMeans(1)
    expect([...rows.means()]).toEqual([0])
    rows.add([4])
    expect([...rows.means()]).toEqual([4])
    expect(rows.standardErrors()[0]).toBeNaN()
  })
})
