import { describe, expect, it } from 'vitest'
import { createRate } from '../../src/batch/rate.ts'

/** A rate with a clock that is set by hand, in seconds. */
function rateWithClock() {
  let seconds = 0
  const rate = createRate(() => 1000 * seconds)
  return {
    addAt: (at: number, count: number): void => {
      seconds = at
      rate.add(count)
    },
    perSecondAt: (at: number): number | null => {
      seconds = at
      return rate.perSecond()
    },
  }
}

describe('a rate', () => {
  it('is not known before anything has happened', () => expect(rateWithClock().perSecondAt(5)).toBeNull())

  it('is what happened by the time that has passed', () => {
    const { addAt, perSecondAt } = rateWithClock()
    addAt(1, 10)
    addAt(3, 10)
    expect(perSecondAt(4)).toBe(5)
  })

  it('forgets what is older than a minute', () => {
    const { addAt, perSecondAt } = rateWithClock()
    addAt(0.5, 1000)
    for (let second = 1; second <= 120; second++) addAt(second + 0.5, 2)
    // Of the last minute, 59 whole seconds and half of the current one.
    expect(perSecondAt(120.5)).toBeCloseTo((60 * 2) / 59.5)
  })

  it('is nothing after a long silence', () => {
    const { addAt, perSecondAt } = rateWithClock()
    addAt(1, 10)
    expect(perSecondAt(1000)).toBeNull()
  })
})
