import { describe, expect, test } from 'vitest'
import { flipRule, sufficientRule } from '../../src/answer/rule.ts'
import { setOf } from '../../src/surrogate/region-set.ts'
import type { SetScore } from '../../src/surrogate/region-sets.ts'

const score = (probability: number, top: number): SetScore => ({ probability, top, predicted: 0, confidence: 0 })

describe('being enough', () => {
  const rule = sufficientRule(0.75, 0.8)

  test.each([
    ['above the threshold and on top', score(0.7, 0.7), true],
    ['exactly at the threshold', score(0.75 * 0.8, 0.75 * 0.8), true],
    ['below the threshold', score(0.59, 0.59), false],
    ['above the threshold but below another class', score(0.61, 0.62), false],
  ])('%s', (_, measured, holds) => {
    expect(rule.holds(measured)).toBe(holds)
  })

  test('is expected from the log-odds of the threshold on', () => {
    expect(rule.level([])).toBeCloseTo(Math.log(0.6 / 0.4), 12)
  })
})

describe('flipping', () => {
  const rule = flipRule()

  test('needs a class above the target; a tie keeps it', () => {
    expect(rule.holds(score(0.4, 0.41))).toBe(true)
    expect(rule.holds(score(0.4, 0.4))).toBe(false)
  })

  test('measures the complement', () => {
    expect([...rule.maskOf(setOf([1], 3))]).toEqual([1, 0, 1])
    expect(rule.value(score(0.3, 0.7))).toBeCloseTo(0.7, 12)
  })

  test('is expected from the cut on that tells kept from lost with the fewest errors', () => {
    const measured = [score(0.9, 0.9), score(0.6, 0.6), score(0.3, 0.7), score(0.25, 0.25), score(0.1, 0.9), score(0.05, 0.95)]
    const lost = (probability: number): number => Math.log((1 - probability) / probability)
    // One error at best: the kept mask at .25. The first cut with one error lies between .6 and .3.
    expect(rule.level(measured.map((one) => [new Uint8Array(1), one]))).toBeCloseTo((lost(0.6) + lost(0.3)) / 2, 12)
  })
})
