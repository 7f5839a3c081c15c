import { describe, expect, test } from 'vitest'
import { gradientGaps } from '../../../src/graph/gradients/gradient-gaps.ts'
import { cpuPolicy } from '../../../src/graph/gradients/provider-policy.ts'
import { noWay } from '../../../src/graph/gradients/require-rules.ts'
import { mayFlow, ruleOf } from '../../../src/graph/gradients/rules.ts'
import { createNode } from '../../../src/graph/node.ts'
import { inferFacts } from '../../../src/graph/shapes/infer-facts.ts'
import { declareValue } from '../../../src/graph/value.ts'
import { createModel } from '../../../src/graph/write-model.ts'
import { gradientsOf } from './check-rule.ts'
import { tensorOf } from './tensors.ts'

describe('operators that nothing flows back through', () => {
  const x = tensorOf([-1.5, 0.25, 2.75])

  test.each(['Floor', 'Ceil', 'Round', 'Sign'])('%s beside its argument: the argument alone has a derivative', async (opType) => {
    const nodes = [createNode(opType, ['x'], ['step']), createNode('Add', ['x', 'step'], ['y'])]
    const { gradients } = await gradientsOf({ nodes, wrt: { x } }, [1, 2, 3])
    expect(gradients['x']).toEqual(Float32Array.of(1, 2, 3))
  })

  test('Floor alone is refused: zeros would pass for a derivative', async () => {
    const differentiated = gradientsOf({ nodes: [createNode('Floor', ['x'], ['y'])], wrt: { x } }, [1, 2, 3])
    await expect(differentiated).rejects.toMatchObject({ code: 'GRADIENT_NO_RULE', where: { value: 'x' } })
  })

  test('a tensor that the result does not depend on is refused beside one that it does', async () => {
    const differentiated = gradientsOf({ nodes: [createNode('Neg', ['x'], ['y'])], wrt: { x, beside: x } }, [1, 2, 3])
    await expect(differentiated).rejects.toMatchObject({ code: 'GRADIENT_NO_RULE', where: { value: 'beside' } })
  })

  test('steps alone are a gap that is told before anything is derived', () => {
    const model = createModel({
      inputs: [declareValue('x', [3])],
      outputs: [declareValue('y', [3])],
      constants: [],
      nodes: [createNode('Floor', ['x'], ['y'])],
    })
    const { facts } = inferFacts(model, new Map([['x', [3]]]), new Map())
    expect(gradientGaps(model, 'y', 'x', { facts, weights: new Map(), policy: cpuPolicy })).toEqual([noWay])
  })

  test.each([
    ...['Shape', 'Size', 'ArgMax', 'ArgMin', 'NonZero', 'OneHot', 'Equal', 'Greater', 'Less', 'And', 'Not', 'IsNaN', 'IsInf'],
    ...['ConstantOfShape', 'Range', 'EyeLike', 'RandomNormalLike', 'Bernoulli'],
  ])('%s has a rule, and no input that matters', (opType) => {
    const node = createNode(opType, ['x', 'x', 'x'], ['y'])
    expect(ruleOf(node)).toBeDefined()
    expect([0, 1, 2].some((index) => mayFlow(node, index))).toBe(false)
  })
})
