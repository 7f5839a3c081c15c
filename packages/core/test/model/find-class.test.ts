import { describe, expect, test } from 'vitest'
import { findClass } from '../../src/model/find-class.ts'

const labels = ['tench, Tinca tinca', 'tabby, tabby cat', 'tiger cat', 'Egyptian cat', 'lynx, catamount', 'crane (bird)', 'tiger']

describe('findClass', () => {
  test.each([
    [3, 3],
    ['3', 3],
    ['tiger', 6],
    ['TENCH, tinca TINCA', 0],
    ['tabby', 1],
    ['Tabby Cat', 1],
    ['catamount', 4],
    ['egyptian', 3],
    [' lynx ', 4],
  ])('%j means class %i', (query, index) => {
    expect(findClass(labels, query)).toBe(index)
  })

  test('lists the classes that a part of a name fits', () => {
    expect(() => findClass(labels, 'cat')).toThrow(
      expect.objectContaining({ code: 'USAGE_CLASS_AMBIGUOUS', message: expect.stringContaining('2 tiger cat, 3 Egyptian cat') }),
    )
  })

  test('lists no more than eight', () => {
    const many = Array.from({ length: 30 }, (_, i) => `terrier number ${i}`)
    expect(() => findClass(many, 'terrier')).toThrow(/7 terrier number 7 and 22 more\.$/)
  })

  test('suggests classes that share a word with an unknown name', () => {
    expect(() => findClass(labels, 'tiger shark')).toThrow(
      expect.objectContaining({ code: 'USAGE_CLASS_UNKNOWN', fix: 'Did you mean one of these? 2 tiger cat, 6 tiger' }),
    )
  })

  test('says which numbers there are', () => {
    expect(() => findClass(labels, 7)).toThrow(
      expect.objectContaining({ code: 'USAGE_CLASS_UNKNOWN', fix: 'The model has the classes 0 to 6.' }),
    )
  })

  test('does not take an empty name for a part of every name', () => {
    expect(() => findClass(labels, '')).toThrow(expect.objectContaining({ code: 'USAGE_CLASS_UNKNOWN' }))
  })
})
