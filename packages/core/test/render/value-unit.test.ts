import { expect, test } from 'vitest'
import { methods } from '../../src/methods/registry.ts'
import { valueUnit } from '../../src/render/value-unit.ts'

const unitOf = (name: string, parameters: Record<string, unknown> = {}) => valueUnit({ method: { name, parameters, version: 1 } })

test('every method has a unit', () => {
  expect(methods.map(({ name }) => name).filter((name) => unitOf(name) === 'unit unknown')).toEqual([])
})

test('the unit is that of the score that is explained', () => {
  expect(unitOf('occlusion', { space: 'probability' })).toBe('probability lost when hidden')
  expect(unitOf('occlusion', { space: 'logit' })).toBe('logit lost when hidden')
})

test('channels that are summed give what a pixel adds, their mean a third of it', () => {
  expect(unitOf('integrated-gradients', { reduce: 'sum' })).toBe('logit per pixel')
  expect(unitOf('integrated-gradients', { reduce: 'mean' })).toBe('logit per pixel, mean of channels')
})
