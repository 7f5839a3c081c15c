import { expect, test } from 'vitest'
import { methods } from '../../src/methods/registry.ts'
import { valueUnit } from '../../src/render/value-unit.ts'
import { exampleExplanation } from './example-explanation.ts'

const { target } = exampleExplanation().body
const rival = { ...target, against: 9, againstLabel: 'lynx' }
const unitOf = (name: string, parameters: Record<string, unknown> = {}, of = target) =>
  valueUnit({ method: { name, parameters, version: 1 }, target: of })

test('every method has a unit', () => {
  expect(methods.map(({ name }) => name).filter((name) => unitOf(name) === 'unit unknown')).toEqual([])
})

test('the unit is that of the score that is explained', () => {
  expect(unitOf('occlusion', { space: 'probability' })).toBe('probability lost when hidden')
  expect(unitOf('occlusion', { space: 'logit' })).toBe('logit lost when hidden')
  expect(unitOf('occlusion', { space: 'probability' }, rival)).toBe('share of the two lost when hidden')
  expect(unitOf('occlusion', { space: 'logit' }, rival)).toBe('difference of logits lost when hidden')
})

test('channels that are summed give what a pixel adds, their mean a third of it', () => {
  expect(unitOf('integrated-gradients', { reduce: 'sum' })).toBe('logit per pixel')
  expect(unitOf('integrated-gradients', { reduce: 'mean' })).toBe('logit per pixel, mean of channels')
})
