import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { checkParameters } from '../../src/parameters/check-parameters.ts'

const owner = {
  name: 'road',
  parameters: z.object({ steps: z._default(z.int().check(z.gte(2), z.lte(100)), 9) }),
}

test('what is not given takes its default', () => {
  expect(checkParameters('metric', owner, {})).toEqual({ steps: 9 })
})

test('a name that there is not is refused with those there are', () => {
  expect(() => checkParameters('metric', owner, { step: 3 })).toThrow(
    expect.objectContaining({
      code: 'USAGE_PARAMETER',
      message: 'The metric "road" has no parameter "step".',
      fix: 'It has: steps.',
    }),
  )
})

test('a value out of range names the parameter and its owner', () => {
  expect(() => checkParameters('study', owner, { steps: 1 })).toThrow(
    expect.objectContaining({
      code: 'USAGE_PARAMETER',
      message: expect.stringContaining('"steps" of the study "road" is not allowed'),
    }),
  )
})

test.each([
  ['method', 'telltale explain --help'],
  ['metric', 'telltale metrics --json'],
  ['study', 'telltale study --list'],
] as const)('what to do names the command that lists the parameters of each %s', (kind, command) => {
  const fix = `See the parameters of each ${kind} and their ranges: ${command}.`
  expect(() => checkParameters(kind, owner, { steps: 1 })).toThrow(expect.objectContaining({ fix }))
})
