import { floatAttribute } from '../../node.ts'
import { binary, compare, scaled, where } from '../emit.ts'
import { masked, strictlyBetween } from '../mask.ts'
import type { Rule, RuleContext, Rules } from '../rule.ts'

/** Activations that bend. Elu and its kin count 0 to their lower piece; HardSigmoid and HardSwish count their corners to the outer ones. */
export const activationRules: Rules = {
  Elu: exponentialBelow(({ node }) => ({ scale: 1, offset: floatAttribute(node, 'alpha', 1) })),
  Selu: exponentialBelow(({ node }) => {
    const gamma = floatAttribute(node, 'gamma', 1.0507010221481323)
    return { above: gamma, scale: 1, offset: gamma * floatAttribute(node, 'alpha', 1.6732631921768188) }
  }),
  Celu: exponentialBelow(({ node }) => ({ scale: 1 / floatAttribute(node, 'alpha', 1), offset: 1 })),
  HardSigmoid: {
    through: [0],
    backward: (context) => [
      () => {
        const { build, node, cotangent } = context
        const inside = strictlyBetween(build, node.output[0]!, 0, 1)
        return masked(context, scaled(build, cotangent, floatAttribute(node, 'alpha', 0.2)), inside)
      },
    ],
  },
  HardSwish: {
    through: [0],
    backward: (context) => [
      () => {
        const { build, node, cotangent } = context
        const x = node.input[0]!
        const gate = build.add('HardSigmoid', [x], build.dims(x), { alpha: { float: 1 / 6 }, beta: { float: 0.5 } })
        // x/6 is what the gate adds to 1/2 where it is a slope.
        const slope = masked(context, binary(build, 'Sub', gate, build.scalar(0.5)), strictlyBetween(build, gate, 0, 1))
        return binary(build, 'Mul', cotangent, binary(build, 'Add', gate, slope))
      },
    ],
  },
}

/** Above 0 the slope `above` (1 unless told), elsewhere `scale*y + offset`: exponentials are their own derivative. */
function exponentialBelow(
  parts: (context: RuleContext) => { readonly above?: number; readonly scale: number; readonly offset: number },
): Rule {
  return {
    through: [0],
    backward: (context) => [
      () => {
        const { build, node, cotangent } = context
        const { above = 1, scale, offset } = parts(context)
        const slope = binary(build, 'Add', scaled(build, node.output[0]!, scale), build.scalar(offset))
        const isAbove = compare(build, 'Greater', node.input[0]!, build.scalar(0))
        return where(build, isAbove, scaled(build, cotangent, above), binary(build, 'Mul', cotangent, slope))
      },
    ],
  }
}
