import { product } from '../../broadcast.ts'
import { floatAttribute, integerAttribute } from '../../node.ts'
import { binary, reshape, sumOver, unary, unbroadcast } from '../emit.ts'
import { once } from '../once.ts'
import type { Contribution, RuleContext, Rules } from '../rule.ts'
import { standardise, throughStandardised } from './standardise.ts'

/** Normalisation with a scale and a bias per channel (axis 1). */
export const channelNormalisationRules: Rules = {
  BatchNormalization: {
    through: [0, 1, 2],
    backward: batchNormalisation,
    refuses: ({ node }) => (integerAttribute(node, 'training_mode', 0) === 0 ? null : 'in training mode'),
  },
  InstanceNormalization: { through: [0, 1, 2], backward: (context) => groupNormalisation(context, context.input(0).dims[1]!) },
  GroupNormalization: {
    through: [0, 1, 2],
    backward: (context) => groupNormalisation(context, integerAttribute(context.node, 'num_groups', 1)),
  },
}

/** With fixed statistics a factor and a shift per channel. */
function batchNormalisation({ build, node, cotangent, input }: RuleContext): readonly Contribution[] {
  const { dims } = input(0)
  const [x, scale, , mean, variance] = node.input as [string, string, string, string, string]
  const channels = input(1).dims
  const perChannel = (tensor: string): string => reshape(build, tensor, [...channels, ...dims.slice(2).map(() => 1)])
  const others = dims.flatMap((_, axis) => (axis === 1 ? [] : [axis]))
  const deviation = once(() =>
    unary(build, 'Sqrt', binary(build, 'Add', variance, build.scalar(floatAttribute(node, 'epsilon', 1e-5)))),
  )
  return [
    () => binary(build, 'Mul', cotangent, perChannel(binary(build, 'Div', scale, deviation()))),
    () => {
      const centred = binary(build, 'Sub', x, perChannel(mean))
      return binary(build, 'Div', sumOver(build, binary(build, 'Mul', cotangent, centred), others, false), deviation())
    },
    () => sumOver(build, cotangent, others, false),
  ]
}

/** Statistics per picture and group of channels; with as many groups as channels this is instance normalisation. */
function groupNormalisation({ build, node, cotangent, input }: RuleContext, groups: number): readonly Contribution[] {
  const { dims } = input(0)
  const [x, scale] = [node.input[0]!, node.input[1]!]
  const grouped = [dims[0]!, groups, dims[1]! / groups, product(dims.slice(2))]
  // One scale per group up to operator set 20, one per channel after that.
  const scaleView = input(1).dims[0] === groups ? [groups, 1, 1] : [groups, dims[1]! / groups, 1]
  const g = once(() => reshape(build, cotangent, grouped))
  const known = once(() =>
    standardise(build, reshape(build, x, grouped), { axes: [2, 3], epsilon: floatAttribute(node, 'epsilon', 1e-5) }),
  )
  const perScale = (tensor: string): string => reshape(build, unbroadcast(build, tensor, scaleView), input(1).dims)
  return [
    () => {
      const weighted = binary(build, 'Mul', g(), reshape(build, scale, scaleView))
      return reshape(build, throughStandardised(build, weighted, known()), dims)
    },
    () => perScale(binary(build, 'Mul', g(), known().normalised)),
    () => perScale(g()),
  ]
}
