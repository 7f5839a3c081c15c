import { binary, unbroadcast } from '../emit.ts'
import type { Rule, RuleContext } from '../rule.ts'

/** `a*b`: each operand gets the cotangent times the other one. */
export const productRule: Rule = {
  through: 'all',
  backward: (context) => {
    const gated = [0, 1].find((index) => isGatedByItself(context, index))
    // All that flows through the gate goes to the argument as well, so the gate gets nothing.
    if (gated !== undefined) return [0, 1].map((index) => (index === gated ? () => throughSwish(context, index) : null))
    const { build, node, cotangent } = context
    return [0, 1].map((index) => () => {
      return unbroadcast(build, binary(build, 'Mul', cotangent, node.input[1 - index]!), context.input(index).dims)
    })
  },
}

/** Whether the other operand is the sigmoid of this one: `x * Sigmoid(x)`, as exporters write Swish. */
function isGatedByItself({ node, producer }: RuleContext, index: number): boolean {
  const gate = producer(1 - index)
  return gate?.opType === 'Sigmoid' && gate.domain === '' && gate.input[0] === node.input[index]
}

/** `g * (s + y*(1-s))`: four operators, where product and sigmoid on their own take six. */
function throughSwish({ build, node, cotangent }: RuleContext, index: number): string {
  const gate = node.input[1 - index]!
  const rest = binary(build, 'Mul', node.output[0]!, binary(build, 'Sub', build.scalar(1), gate))
  return binary(build, 'Mul', cotangent, binary(build, 'Add', gate, rest))
}
