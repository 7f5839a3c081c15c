import { binary, unary, unbroadcast } from '../emit.ts'
import type { Contribution, Rule, RuleContext, Rules } from '../rule.ts'

/** Operators that work number by number, under broadcasting where there are two operands. */
export const elementwiseRules: Rules = {
  Identity: passing(),
  Add: broadcasting((context) => [() => context.cotangent, () => context.cotangent]),
  Sub: broadcasting((context) => [() => context.cotangent, () => unary(context.build, 'Neg', context.cotangent)]),
  Mul: broadcasting(({ build, node, cotangent }) => [
    () => binary(build, 'Mul', cotangent, node.input[1]!),
    () => binary(build, 'Mul', cotangent, node.input[0]!),
  ]),
}

/** The cotangent as it is. */
function passing(): Rule {
  return { through: [0], backward: ({ cotangent }) => [() => cotangent] }
}

/** What an operator contributes to its operands, each then summed over the axes along which the operand was stretched. */
function broadcasting(backward: (context: RuleContext) => readonly (() => string)[]): Rule {
  return {
    through: 'all',
    backward: (context) =>
      backward(context).map((contribute, index): Contribution => {
        return () => unbroadcast(context.build, contribute(), context.input(index).dims)
      }),
  }
}
