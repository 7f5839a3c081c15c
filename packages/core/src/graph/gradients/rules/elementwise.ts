import { elementTypes } from '../../proto.ts'
import { binary, compare, scaled, unary, unbroadcast, where } from '../emit.ts'
import { masked } from '../mask.ts'
import { once } from '../once.ts'
import type { Contribution, Rule, RuleContext, Rules } from '../rule.ts'
import { powerRule } from './power.ts'
import { productRule } from './product.ts'

/** Operators that work number by number, under broadcasting where there are several operands. */
export const elementwiseRules: Rules = {
  Identity: passing(),
  Cast: { ...passing(), refuses: ({ input, output }) => refusedCast(input(0).elementType, output(0).elementType) },
  CastLike: { ...passing(), refuses: ({ input, output }) => refusedCast(input(0).elementType, output(0).elementType) },
  Dropout: {
    ...passing(),
    refuses: ({ node, constant }) => (node.input[2] && constant(2)?.[0] !== 0 ? 'in training mode' : null),
  },
  Add: broadcasting(passedOn),
  Sum: broadcasting(passedOn),
  Mean: broadcasting(({ build, node, cotangent }) => once(() => scaled(build, cotangent, 1 / node.input.length))),
  Sub: broadcasting(({ build, cotangent }) => {
    return (index) => (index === 0 ? cotangent : unary(build, 'Neg', cotangent))
  }),
  Mul: productRule,
  Div: broadcasting(({ build, node, cotangent }) => {
    const quotient = once(() => binary(build, 'Div', cotangent, node.input[1]!))
    return (index) => (index === 0 ? quotient() : unary(build, 'Neg', binary(build, 'Mul', quotient(), node.output[0]!)))
  }),
  Pow: powerRule,
  Mod: { through: 'all', backward: () => [], refuses: () => 'remainders jump' },
  // A tie gives every operand that takes part in it the whole cotangent.
  Max: broadcasting(selecting),
  Min: broadcasting(selecting),
  Where: {
    through: [1, 2],
    backward: (context) => {
      const { build, node, cotangent } = context
      const zero = build.scalar(0)
      const chosen = [null, () => where(build, node.input[0]!, cotangent), () => where(build, node.input[0]!, zero, cotangent)]
      return chosen.map((choose, index) => choose && (() => unbroadcast(build, choose(), context.input(index).dims)))
    },
  },
}

/** The cotangent as it is. */
function passing(): Rule {
  return { through: [0], backward: ({ cotangent }) => [() => cotangent] }
}

/** What an operator contributes to its operand of an index, then summed over the axes along which the operand was stretched. */
function broadcasting(backward: (context: RuleContext) => (index: number) => string): Rule {
  return {
    through: 'all',
    backward: (context) => {
      const contribute = backward(context)
      return context.node.input.map((_, index): Contribution => {
        return () => unbroadcast(context.build, contribute(index), context.input(index).dims)
      })
    },
  }
}

function passedOn({ cotangent }: RuleContext): () => string {
  return () => cotangent
}

function selecting(context: RuleContext): (index: number) => string {
  const { build, node, cotangent } = context
  return (index) => masked(context, cotangent, compare(build, 'Equal', node.input[index]!, node.output[0]!))
}

function refusedCast(from: number, to: number): string | null {
  return from === elementTypes.float32 && to === elementTypes.float32 ? null : 'between two float types'
}
