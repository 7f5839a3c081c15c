import { describe, expect, test } from 'vitest'
import { createNode } from '../../../src/graph/node.ts'
import { checkRule, gradientsOf, randomTensor } from './check-rule.ts'
import { randomBetween, tensorOf } from './tensors.ts'

const nodes = [createNode('Pow', ['x', 'p'], ['y'])]
const anySign = randomTensor([2, 3], 1, [0])
const positive = randomBetween(0.5, 2, [2, 3])

describe('Pow', () => {
  test.each([0, 1, 2, 3, 4, -1])('of numbers of either sign, to the constant %d', async (p) => {
    await checkRule({ nodes, wrt: { x: anySign }, floats: { p: tensorOf([p], []) } })
  })

  test.each([0.5, 1.5, -0.5])('of positive numbers, to the constant %d', async (p) => {
    await checkRule({ nodes, wrt: { x: positive }, floats: { p: tensorOf([p]) } })
  })

  test('to a constant per number, which stretches the base', async () => {
    await checkRule({ nodes, wrt: { x: randomBetween(0.5, 2, [3]) }, floats: { p: tensorOf([0, 1, 2, 0.5, 3, -1], [2, 3]) } })
  })

  test('to a whole number of integer type', async () => {
    await checkRule({ nodes, wrt: { x: anySign }, integers: { p: tensorOf([3]) } })
  })

  test('by an exponent that is differentiated by as well', async () => {
    await checkRule({ nodes, wrt: { x: positive, p: randomTensor([3], 4) } })
  })

  test('0^p: no NaN where p is 0, nothing to the exponent, and 0 from a square root', async () => {
    const powers = await gradientsOf({ nodes, wrt: { x: tensorOf([0, 0, 0]) }, floats: { p: tensorOf([0, 1, 2]) } }, [5, 5, 5])
    expect(powers.gradients['x']).toEqual(Float32Array.of(0, 5, 0))
    const exponents = await gradientsOf({ nodes, wrt: { p: tensorOf([1, 2]) }, floats: { x: tensorOf([0, -1]) } }, [5, 5])
    expect(exponents.gradients['p']).toEqual(Float32Array.of(0, 0))
    const root = await gradientsOf({ nodes, wrt: { x: tensorOf([0, 4]) }, floats: { p: tensorOf([0.5]) } }, [1, 1])
    expect(root.gradients['x']).toEqual(Float32Array.of(0, 0.25))
  })
})
