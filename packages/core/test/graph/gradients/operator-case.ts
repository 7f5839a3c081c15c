import { type AttributeValue, createNode } from '../../../src/graph/node.ts'
import { type RuleCase, randomTensor } from './check-rule.ts'
import type { Tensor64 } from './reference/tensor.ts'
import { tensorOf } from './tensors.ts'

/** One operator of a random tensor `x`; further inputs are integer constants, vectors unless they have a shape, null where one is left out. */
export function operatorCase(
  opType: string,
  dims: readonly number[],
  constants: readonly (readonly number[] | Tensor64 | null)[] = [],
  attributes: Readonly<Record<string, AttributeValue>> = {},
): RuleCase {
  const named = constants.flatMap((constant, i): [string, Tensor64][] =>
    constant === null ? [] : [[`constant${i}`, 'dims' in constant ? constant : tensorOf(constant)]],
  )
  const names = constants.map((constant, i) => (constant === null ? '' : `constant${i}`))
  return {
    nodes: [createNode(opType, ['x', ...names], ['y'], attributes)],
    wrt: { x: randomTensor(dims) },
    integers: Object.fromEntries(named),
  }
}
