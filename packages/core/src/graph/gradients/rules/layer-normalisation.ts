import { product } from '../../broadcast.ts'
import { floatAttribute, integerAttribute, integersAttribute } from '../../node.ts'
import type { OnnxNode } from '../../proto.ts'
import { binary, expand, fromStart, scaled, sumOf, unbroadcast } from '../emit.ts'
import { once } from '../once.ts'
import type { Contribution, RuleContext, Rules } from '../rule.ts'
import { standardise, throughStandardised } from './standardise.ts'

/** Normalisation of every token or picture by statistics of its own. */
export const layerNormalisationRules: Rules = {
  LayerNormalization: { through: [0, 1, 2], backward: layerNormalisation },
  RMSNormalization: { through: [0, 1], backward: rmsNormalisation },
  'com.microsoft::SkipLayerNormalization': { through: [0, 1, 2, 3, 4], backward: skipLayerNormalisation },
  MeanVarianceNormalization: { through: [0], backward: meanVarianceNormalisation },
}

function layerNormalisation({ build, node, cotangents, input }: RuleContext): readonly Contribution[] {
  const { dims } = input(0)
  const axes = trailingAxes(node, dims.length)
  const known = once(() => standardise(build, node.input[0]!, { axes, epsilon: floatAttribute(node, 'epsilon', 1e-5) }))
  const [g, ofMean, ofInverse] = cotangents
  const share = 1 / product(axes.map((axis) => dims[axis]!))
  // The inverse deviation r changes with x by -r² n / count.
  const throughInverse = (of: string): string => {
    const { normalised, inverse } = known()
    return binary(
      build,
      'Mul',
      normalised,
      scaled(build, binary(build, 'Mul', of, binary(build, 'Mul', inverse, inverse)), -share),
    )
  }
  return [
    () =>
      sumOf(build, [
        ...(g ? [throughStandardised(build, binary(build, 'Mul', g, node.input[1]!), known())] : []),
        ...(ofMean ? [expand(build, scaled(build, ofMean, share), dims)] : []),
        ...(ofInverse ? [throughInverse(ofInverse)] : []),
      ]),
    () => (g ? unbroadcast(build, binary(build, 'Mul', g, known().normalised), input(1).dims) : null),
    () => (g ? unbroadcast(build, g, input(2).dims) : null),
  ]
}

/** Layer normalisation of a sum, which is the fourth output as well; the runtime makes it of two operators when it optimises a model. */
function skipLayerNormalisation({ build, node, cotangents, input }: RuleContext): readonly Contribution[] {
  const [x, skip, scale, , bias] = node.input as [string, string, string, string?, string?]
  const [g, , , ofSum] = cotangents
  const known = once(() => {
    const sum = binary(build, 'Add', x, skip)
    const axes = [input(0).dims.length - 1]
    return standardise(build, bias ? binary(build, 'Add', sum, bias) : sum, {
      axes,
      epsilon: floatAttribute(node, 'epsilon', 1e-12),
    })
  })
  const toSum = once(
    () =>
      sumOf(build, [
        ...(g ? [throughStandardised(build, binary(build, 'Mul', g, scale), known())] : []),
        ...(ofSum ? [ofSum] : []),
      ])!,
  )
  return [
    toSum,
    () => unbroadcast(build, toSum(), input(1).dims),
    () => (g ? unbroadcast(build, binary(build, 'Mul', g, known().normalised), input(2).dims) : null),
    () => (g ? unbroadcast(build, g, input(3).dims) : null),
    () => unbroadcast(build, toSum(), input(4).dims),
  ]
}

function rmsNormalisation({ build, node, cotangent, input }: RuleContext): readonly Contribution[] {
  const axes = trailingAxes(node, input(0).dims.length)
  const epsilon = floatAttribute(node, 'epsilon', 1e-5)
  const known = once(() => standardise(build, node.input[0]!, { axes, epsilon, isCentred: false }))
  return [
    () => throughStandardised(build, binary(build, 'Mul', cotangent, node.input[1]!), known()),
    () => unbroadcast(build, binary(build, 'Mul', cotangent, known().normalised), input(1).dims),
  ]
}

function meanVarianceNormalisation({ build, node, cotangent, input }: RuleContext): readonly Contribution[] {
  const axes = fromStart(integersAttribute(node, 'axes') ?? [0, 2, 3], input(0).dims.length)
  // The operator adds 1e-9 to the deviation, which is 1e-18 under the root where it matters: at a deviation of 0.
  return [() => throughStandardised(build, cotangent, standardise(build, node.input[0]!, { axes, epsilon: 1e-18 }))]
}

function trailingAxes(node: OnnxNode, rank: number): readonly number[] {
  const [first] = fromStart([integerAttribute(node, 'axis', -1)], rank)
  return Array.from({ length: rank - first! }, (_, i) => first! + i)
}
