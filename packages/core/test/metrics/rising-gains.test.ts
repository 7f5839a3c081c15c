import { describe, expect, it } from 'vitest'
import { risingGains } from '../../src/metrics/rising-gains.ts'

describe('risingGains', () => {
  it('finds none in a curve with diminishing returns', () => {
    const insertion = Float64Array.of(0, 0.5, 0.8, 0.9)
    expect(risingGains(insertion, new Float64Array(4))).toEqual({ checked: 2, violated: 0 })
  })

  it('counts the step at which a pair of regions starts to count', () => {
    const insertion = Float64Array.of(0, 0.1, 0.7, 0.8)
    expect(risingGains(insertion, new Float64Array(4))).toEqual({ checked: 2, violated: 1 })
  })

  it('does not count steps with an unmeasured point', () => {
    expect(risingGains(Float64Array.of(0, Number.NaN, 0.7, 0.8), new Float64Array(4)).checked).toBe(0)
  })
})
