import { integerAttribute, textAttribute } from '../../node.ts'
import { zeros } from '../emit.ts'
import type { Rule, RuleContext, Rules, RuleView } from '../rule.ts'

/** Operators that write numbers to given places, each place once or as a sum. */
export const scatteringRules: Rules = {
  ScatterElements: scattering('GatherElements', ({ node }) => ({ axis: integerAttribute(node, 'axis', 0) })),
  ScatterND: scattering('GatherND', () => ({})),
}

/** The updates take what lies at their places; the data keep the rest, or everything where updates are added. */
function scattering(gather: string, attributesOf: (context: RuleContext) => Readonly<Record<string, number>>): Rule {
  return {
    through: [0, 2],
    refuses: (view) => (['none', 'add'].includes(reductionOf(view)) ? null : `reduction "${reductionOf(view)}"`),
    backward: (context) => {
      const { build, node, cotangent, input } = context
      const attributes = attributesOf(context)
      const { dims } = input(2)
      return [
        () => {
          if (reductionOf(context) === 'add') return cotangent
          return build.add(node.opType, [cotangent, node.input[1]!, zeros(build, dims)], input(0).dims, attributes)
        },
        null,
        () => build.add(gather, [cotangent, node.input[1]!], dims, attributes),
      ]
    },
  }
}

function reductionOf({ node }: RuleView): string {
  return textAttribute(node, 'reduction', 'none')
}
