import { describe, expect, it } from 'vitest'
import { anyNumber, parseBudget } from '../src/flags/parsers.ts'

describe('a budget', () => {
  it.each([
    ['auto', null],
    ['400', 400],
    ['30s', { seconds: 30 }],
    ['0.5s', { seconds: 0.5 }],
    ['1e3s', { seconds: 1000 }],
  ])('%s is %j', (text, budget) => {
    expect(parseBudget(text)).toEqual(budget)
  })

  it.each(['s', '-1s', '400 s', '30m', 'NaNs', '1e7s', '4.5', ''])('is not "%s"', (text) => {
    expect(() => parseBudget(text)).toThrow('Expected a whole number of forwards from 32, seconds as in 30s, or auto.')
  })
})

describe('a number', () => {
  it.each([
    ['.5', 0.5],
    ['1e-2', 0.01],
    ['1', 1],
  ])('%s is %d', (text, value) => {
    expect(anyNumber(0.01, 1)(text)).toBe(value)
  })

  it.each(['', ' ', '0x1', 'Infinity', 'NaN', '1,5', '2'])('within bounds is not "%s"', (text) => {
    expect(() => anyNumber(0.01, 1)(text)).toThrow('Expected a number from 0.01 to 1.')
  })
})
