import { describe, expect, it } from 'vitest'
import { areaUnderCurve } from '../../src/math/area-under-curve.ts'

describe('areaUnderCurve', () => {
  it('is the trapezoid rule over unequal steps', () => {
    expect(areaUnderCurve([0, 0.25, 1], [0, 1, 0.5])).toBeCloseTo(0.125 + 0.5625, 12)
  })

  it('gives the published areas of the additive example', () => {
    const areas = [0.05, 0.1, 0.15, 0.2, 0.05, 0.25, 0.1, 0.1]
    const order = [3, 1, 5, 2, 7, 6, 0, 4]
    const share = [0]
    for (const region of order) share.push(share.at(-1)! + areas[region]!)
    expect(areaUnderCurve(share, [0.01, 0.31, 0.51, 0.66, 0.76, 0.85, 0.93, 0.98, 1])).toBeCloseTo(0.5925, 10)
    expect(areaUnderCurve(share, [1, 0.7, 0.5, 0.35, 0.25, 0.16, 0.08, 0.03, 0.01])).toBeCloseTo(0.4175, 10)
  })

  it('skips unmeasured points between the ends', () => {
    expect(areaUnderCurve([0, 0.5, 1], [0, Number.NaN, 1])).toBe(0.5)
  })

  it('is NaN when an end is unmeasured', () => {
    expect(areaUnderCurve([0, 0.5, 1], [0, 1, Number.NaN])).toBeNaN()
  })
})
