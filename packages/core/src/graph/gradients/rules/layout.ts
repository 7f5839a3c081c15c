import { integerAttribute, integersAttribute, textAttribute } from '../../node.ts'
import { rearrange } from '../along-axis.ts'
import { reshape, sumOver, transpose, unbroadcast } from '../emit.ts'
import type { Rule, RuleContext, Rules } from '../rule.ts'

/** Operators that order numbers anew, repeat them or drop some by their place alone. */
export const layoutRules: Rules = {
  Flatten: reshaping(),
  Reshape: reshaping(),
  Squeeze: reshaping(),
  Unsqueeze: reshaping(),
  Transpose: inverse(({ build, node, cotangent }) => {
    const rank = build.dims(cotangent).length
    const order = integersAttribute(node, 'perm') ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis)
    return transpose(
      build,
      cotangent,
      order.map((_, axis) => order.indexOf(axis)),
    )
  }),
  Expand: inverse(({ build, cotangent, input }) => unbroadcast(build, cotangent, input(0).dims)),
  Tile: inverse(({ build, cotangent, input }) => {
    const { dims } = input(0)
    const tiled = build.dims(cotangent)
    const tiles = reshape(
      build,
      cotangent,
      dims.flatMap((size, axis) => [tiled[axis]! / size, size]),
    )
    const repeated = dims.flatMap((size, axis) => (tiled[axis] === size ? [] : [2 * axis]))
    return reshape(build, sumOver(build, tiles, repeated), dims)
  }),
  Trilu: inverse(({ build, node, cotangent }) => {
    const diagonal = node.input[1] ? [node.input[1]] : []
    return build.add('Trilu', [cotangent, ...diagonal], build.dims(cotangent), { upper: integerAttribute(node, 'upper', 1) })
  }),
  DepthToSpace: inverse(({ build, node, cotangent, input }) => {
    const [batch, channels, height, width] = input(0).dims as FourSizes
    const block = integerAttribute(node, 'blocksize', 1)
    const order = textAttribute(node, 'mode', 'DCR') === 'CRD' ? [0, 1, 3, 5, 2, 4] : [0, 3, 5, 1, 2, 4]
    const parts = [batch, channels / (block * block), height, block, width, block]
    return rearrange(build, cotangent, parts, order, input(0).dims)
  }),
  SpaceToDepth: inverse(({ build, node, cotangent, input }) => {
    const [batch, channels, height, width] = input(0).dims as FourSizes
    const block = integerAttribute(node, 'blocksize', 1)
    const parts = [batch, block, block, channels, height / block, width / block]
    return rearrange(build, cotangent, parts, [0, 3, 4, 1, 5, 2], input(0).dims)
  }),
}

type FourSizes = readonly [number, number, number, number]

/** A rule for the first input alone. */
function inverse(backward: (context: RuleContext) => string): Rule {
  return { through: [0], backward: (context) => [() => backward(context)] }
}

function reshaping(): Rule {
  return inverse(({ build, cotangent, input }) => reshape(build, cotangent, input(0).dims))
}
