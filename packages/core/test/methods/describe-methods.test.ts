import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeMethods } from '../../src/methods/describe-methods.ts'
import { methods } from '../../src/methods/registry.ts'

const described = (name: string, regions = 49) => describeMethods(regions).find((method) => method.name === name)

test('every method is described, in the order of the registry', () => {
  expect(describeMethods(49).map(({ name }) => name)).toEqual(methods.map(({ name }) => name))
  expect(new Set(methods.map(({ name }) => name)).size).toBe(methods.length)
})

test('the cost is that of the defaults for the regions asked for', () => {
  expect(described('shapley-sampling')?.forwards).toBe(2 + 24 * 48)
  expect(described('shapley-sampling', 10)?.forwards).toBe(2 + 24 * 9)
  expect(described('hsic', 10)?.forwards).toBe(768)
})

test('the parameters are a JSON Schema with default, range and description', () => {
  expect(described('partition-shap')?.parameters).toMatchObject({
    type: 'object',
    properties: { minBlock: { type: 'integer', default: 4, minimum: 1, maximum: 1024, description: expect.any(String) } },
  })
})

test('every method names a paper and every parameter has a line of description', () => {
  for (const { paper, parameters, forwards } of describeMethods(49)) {
    expect(paper.length).toBeGreaterThan(10)
    expect(forwards).toBeGreaterThanOrEqual(0)
    for (const property of Object.values(parameters['properties'] as Record<string, { description?: string }>)) {
      expect(property.description).toMatch(/^\S[^\n]{5,}$/)
    }
  }
})

test('the manual has a section on every method with the forwards of its defaults', () => {
  const manual = readFileSync(new URL('../../../../docs/methods.md', import.meta.url), 'utf8')
  const sections = new Map(
    manual
      .split('\n## ')
      .slice(1)
      .map((section) => [section.split('\n', 1)[0]!, section]),
  )
  for (const { name, forwards } of describeMethods(49)) {
    // The controls share a section, and two costs are formulas.
    const section = sections.get(name) ?? sections.get('random and gaussian')!
    expect(section).toContain(name)
    if (forwards > 0 && !['exact-shapley', 'leave-one-out'].includes(name)) expect(section).toContain(String(forwards))
  }
})
