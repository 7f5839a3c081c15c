import { product } from '../../broadcast.ts'
import { floatAttribute, integerAttribute } from '../../node.ts'
import { binary, compare, fromStart, matmul, reduceOver, reshape, sumOver, unary, where } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import type { Contribution, RuleContext, Rules } from '../rule.ts'

/** Division by a norm: of vectors along an axis, or of the channels around. */
export const vectorNormalisationRules: Rules = {
  LpNormalization: { through: [0], backward: lpNormalisation },
  LRN: { through: [0], backward: localResponseNormalisation },
}

/** `y = x / norm`; a vector of zeros, which the operator leaves as it is, gets the gradient zero. */
function lpNormalisation({ build, node, cotangent, input }: RuleContext): readonly Contribution[] {
  const [x, y] = [node.input[0]!, node.output[0]!]
  const axes = fromStart([integerAttribute(node, 'axis', -1)], input(0).dims.length)
  const isTaxicab = integerAttribute(node, 'p', 2) === 1
  return [
    () => {
      const norm = reduceOver(build, isTaxicab ? 'ReduceL1' : 'ReduceL2', x, axes)
      const along = sumOver(build, binary(build, 'Mul', cotangent, y), axes)
      const slope = isTaxicab ? unary(build, 'Sign', x) : y
      const rest = binary(build, 'Sub', cotangent, binary(build, 'Mul', slope, along))
      const inverse = where(build, compare(build, 'Greater', norm, build.scalar(0)), unary(build, 'Reciprocal', norm))
      return binary(build, 'Mul', rest, inverse)
    },
  ]
}

/** `y = x s^-beta` where `s = bias + alpha/size` times the sum of squares over the channels around. */
function localResponseNormalisation({ build, node, cotangent: g, input }: RuleContext): readonly Contribution[] {
  const { dims } = input(0)
  const [batch, channels] = [dims[0]!, dims[1]!]
  const size = integerAttribute(node, 'size', 1)
  const share = floatAttribute(node, 'alpha', 1e-4) / size
  const beta = floatAttribute(node, 'beta', 0.75)
  const overChannels = (weights: string, tensor: string): string =>
    reshape(build, matmul(build, weights, reshape(build, tensor, [batch, channels, product(dims.slice(2))])), dims)
  return [
    () => {
      const x = node.input[0]!
      const around = channelWindow(build, channels, size, share)
      const sum = overChannels(around, binary(build, 'Mul', x, x))
      const s = binary(build, 'Add', sum, build.scalar(floatAttribute(node, 'bias', 1)))
      const direct = binary(build, 'Mul', g, binary(build, 'Pow', s, build.scalar(-beta)))
      const backWindow = channelWindow(build, channels, size, 2 * beta * share, true)
      const back = overChannels(backWindow, binary(build, 'Div', binary(build, 'Mul', direct, x), s))
      return binary(build, 'Sub', direct, binary(build, 'Mul', x, back))
    },
  ]
}

/** A matrix that sums the channels around each, times a factor; `isTurned` sums those that have it around them. */
function channelWindow(build: GraphBuilder, channels: number, size: number, factor: number, isTurned = false): string {
  const before = Math.floor((size - 1) / 2)
  const values = Array.from({ length: channels * channels }, (_, i) => {
    const [row, column] = [Math.floor(i / channels), i % channels]
    const offset = isTurned ? row - column : column - row
    return offset >= -before && offset < size - before ? factor : 0
  })
  return build.floats(values, [channels, channels])
}
