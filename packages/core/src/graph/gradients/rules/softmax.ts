import { integerAttribute } from '../../node.ts'
import { binary, fromStart, sumOver, unary } from '../emit.ts'
import type { Contribution, Rule, RuleContext, Rules } from '../rule.ts'

/** Softmax along one axis, and its logarithm. */
export const softmaxRules: Rules = {
  Softmax: along(({ build, node, cotangent }, axis) => {
    const y = node.output[0]!
    const weighted = sumOver(build, binary(build, 'Mul', cotangent, y), [axis])
    return binary(build, 'Mul', y, binary(build, 'Sub', cotangent, weighted))
  }),
  LogSoftmax: along(({ build, node, cotangent }, axis) => {
    const total = sumOver(build, cotangent, [axis])
    return binary(build, 'Sub', cotangent, binary(build, 'Mul', unary(build, 'Exp', node.output[0]!), total))
  }),
}

function along(contribute: (context: RuleContext, axis: number) => string): Rule {
  return {
    through: [0],
    backward: (context): readonly Contribution[] => {
      const [axis] = fromStart([integerAttribute(context.node, 'axis', -1)], context.input(0).dims.length)
      return [() => contribute(context, axis!)]
    },
  }
}
