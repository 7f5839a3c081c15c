import { describe, expect, test } from 'vitest'
import { highestWithin } from '../../src/metrics/highest-within.ts'

const none = { kept: null, share: 0, regions: 0 }
const curve = (share: readonly number[], insertion: readonly number[]) => ({
  share: Float64Array.from(share),
  insertion: Float64Array.from(insertion),
})

describe('highestWithin', () => {
  test('is the best prefix that fits into each quarter of the frame', () => {
    expect(highestWithin(curve([0, 0.1, 0.3, 0.5, 0.8, 1], [0.9, 0.2, 0.6, 0.4, 0.7, 0.5]))).toEqual([
      { within: 0.25, kept: 0.2, share: 0.1, regions: 1 },
      { within: 0.5, kept: 0.6, share: 0.3, regions: 2 },
      { within: 0.75, kept: 0.6, share: 0.3, regions: 2 },
      { within: 1, kept: 0.7, share: 0.8, regions: 4 },
    ])
  })

  test('says where not even the first region fits', () => {
    const [quarter, half] = highestWithin(curve([0, 0.4, 1], [0.1, 0.3, 0.2]))
    expect(quarter).toEqual({ within: 0.25, ...none })
    expect(half).toEqual({ within: 0.5, kept: 0.3, share: 0.4, regions: 1 })
  })

  test('passes over prefixes that were not measured', () => {
    const [quarter, half] = highestWithin(curve([0, 0.2, 0.4, 1], [0.1, Number.NaN, 0.3, 0.5]))
    expect(quarter).toEqual({ within: 0.25, ...none })
    expect(half).toMatchObject({ kept: 0.3, regions: 2 })
  })

  test('prefers the shortest of equal prefixes', () => {
    expect(highestWithin(curve([0, 0.5, 1], [0, 0.7, 0.7]))[3]).toMatchObject({ kept: 0.7, regions: 1 })
  })

  test('allows for the rounding of summed shares', () => {
    // 25 of 100 equal regions: their shares sum to 0.25000000000000006.
    const share = [0]
    for (let t = 0; t < 100; t++) share.push(share[t]! + 0.01)
    expect(share[25]).toBeGreaterThan(0.25)
    expect(
      highestWithin(
        curve(
          share,
          [...share.keys()].map((t) => t / 100),
        ),
      )[0],
    ).toMatchObject({ kept: 0.25, regions: 25 })
  })

  test('counts a class that is never likely', () => {
    expect(highestWithin(curve([0, 1], [0, 0]))[3]).toEqual({ within: 1, kept: 0, share: 1, regions: 1 })
  })
})
