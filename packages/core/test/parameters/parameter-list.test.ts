import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { methods } from '../../src/methods/registry.ts'
import { parametersOf } from '../../src/parameters/parameter-list.ts'

describe('parametersOf', () => {
  test('reads kind, default, bounds, choices and description off a schema', () => {
    const parameters = z.object({
      search: z._default(z.enum(['fast', 'exact']), 'fast').check(z.describe('How')),
      weight: z._default(z.number().check(z.minimum(0), z.maximum(10)), 1.5).check(z.describe('How much')),
      steps: z._default(z.int().check(z.minimum(1), z.maximum(9)), 4).check(z.describe('How many')),
      signed: z._default(z.boolean(), false).check(z.describe('Whether')),
      layer: z._default(z.string(), 'auto').check(z.describe('Which')),
    })
    expect(parametersOf({ name: 'test', parameters })).toEqual([
      { name: 'search', kind: 'choice', description: 'How', default: 'fast', choices: ['fast', 'exact'] },
      { name: 'weight', kind: 'number', description: 'How much', default: 1.5, minimum: 0, maximum: 10 },
      { name: 'steps', kind: 'whole number', description: 'How many', default: 4, minimum: 1, maximum: 9 },
      { name: 'signed', kind: 'switch', description: 'Whether', default: false },
      { name: 'layer', kind: 'text', description: 'Which', default: 'auto' },
    ])
  })

  test('refuses a parameter that no flag can show', () => {
    const parameters = z.object({ weights: z.array(z.number()) })
    expect(() => parametersOf({ name: 'test', parameters })).toThrow(
      'The parameter test.weights is of the kind array, which has no flag.',
    )
  })

  test.each(methods.map((method) => [method.name, method] as const))(
    'every parameter of %s is described and has a default',
    (_, method) => {
      const bare = parametersOf(method).filter((parameter) => parameter.description === '' || parameter.default === undefined)
      expect(bare).toEqual([])
    },
  )
})
