import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { submodularParameters } from '../../src/methods/submodular/parameters.ts'

/** What a command line or a form learns of every parameter. */
const described = z.toJSONSchema(submodularParameters).properties as Readonly<Record<string, z.core.JSONSchema.BaseSchema>>

describe('the parameters of submodular selection', () => {
  test('have the defaults of the product', () => {
    expect(submodularParameters.parse({})).toEqual({
      search: 'auto',
      consistency: 1,
      collaboration: 1,
      effectiveness: 0,
      confidence: 0,
      share: 0.15,
      pending: 8,
      window: 10,
      refresh: 5,
      windowShare: 0.3,
      prefix: 10,
      epsilon: 0.1,
    })
  })

  test.each([
    ['search', { default: 'auto', type: 'string', enum: expect.arrayContaining(['auto', 'naive', 'exact', 'surrogate-path']) }],
    ['effectiveness', { default: 0, type: 'number', minimum: 0, maximum: 1000 }],
    ['share', { default: 0.15, type: 'number', minimum: 0.01, maximum: 1 }],
    ['pending', { default: 8, type: 'integer', minimum: 1, maximum: 65535 }],
    ['epsilon', { default: 0.1, type: 'number', minimum: 0.0001, maximum: 0.5 }],
  ])('tell default, range and kind of "%s"', (name, expected) => {
    expect(described[name]).toMatchObject(expected)
  })

  test('are described in one line each', () => {
    const lines = Object.values(described).map(({ description }) => description)
    expect(lines).toHaveLength(12)
    for (const line of lines) expect(line).toMatch(/^[A-Z][^\n]{20,160}$/)
  })

  test.each([
    [{ consistency: -1 }],
    [{ consistency: Number.NaN }],
    [{ collaboration: 1001 }],
    [{ share: 0 }],
    [{ share: 1.1 }],
    [{ search: 'greedy' }],
    [{ pending: 0 }],
    [{ pending: 2.5 }],
    [{ window: 65536 }],
    [{ refresh: 0 }],
    [{ windowShare: 0 }],
    [{ prefix: 0 }],
    [{ epsilon: 0 }],
    [{ epsilon: 1 }],
    [{ consistency: 0, collaboration: 0 }],
    [{ search: 'surrogate-path', confidence: 1 }],
    [{ search: 'surrogate-path', consistency: 2 }],
    [{ search: 'exact', effectiveness: 0.05 }],
    [{ search: 'exact', confidence: 1 }],
  ])('refuse %j', (given) => {
    expect(submodularParameters.safeParse(given).success).toBe(false)
  })

  test('let an exact search weigh its two curves freely', () => {
    expect(submodularParameters.safeParse({ search: 'exact', consistency: 20, collaboration: 0 }).success).toBe(true)
  })
})
