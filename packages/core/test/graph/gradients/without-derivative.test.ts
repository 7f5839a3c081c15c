import { describe, expect, test } from 'vitest'
import { mayFlow, ruleOf } from '../../../src/graph/gradients/rules.ts'
import { createNode } from '../../../src/graph/node.ts'
import { gradientsOf } from './check-rule.ts'
import { tensorOf } from './tensors.ts'

describe('operators that nothing flows back through', () => {
  const x = tensorOf([-1.5, 0.25, 2.75])

  test.each(['Floor', 'Ceil', 'Round', 'Sign'])('%s beside its argument: the argument alone has a derivative', async (opType) => {
    const nodes = [createNode(opType, ['x'], ['step']), createNode('Add', ['x', 'step'], ['y'])]
    const { gradients } = await gradientsOf({ nodes, wrt: { x } }, [1, 2, 3])
    expect(gradients['x']).toEqual(Float32Array.of(1, 2, 3))
  })

  test('Floor alone: zeros', async () => {
    const { gradients } = await gradientsOf({ nodes: [createNode('Floor', ['x'], ['y'])], wrt: { x } }, [1, 2, 3])
    expect(gradients['x']).toEqual(Float32Array.of(0, 0, 0))
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
