import { product } from '../../broadcast.ts'
import { integersAttribute } from '../../node.ts'
import { rearrange } from '../along-axis.ts'
import { pad } from '../emit.ts'
import type { RuleContext, Rules } from '../rule.ts'

/** The sum of overlapping blocks; on the way back every block reads its part of the picture. */
export const foldingRules: Rules = {
  Col2Im: {
    through: [0],
    refuses: ({ constant }) => (constant(2) === null ? 'with blocks whose size depends on the picture' : null),
    backward: (context) => [() => readBlocks(context)],
  },
}

function readBlocks({ build, node, cotangent, constant, input }: RuleContext): string {
  const block = Array.from(constant(2)!)
  const rank = block.length
  const dilations = integersAttribute(node, 'dilations') ?? block.map(() => 1)
  const strides = integersAttribute(node, 'strides') ?? block.map(() => 1)
  const margins = integersAttribute(node, 'pads') ?? [...block, ...block].map(() => 0)
  const whole = pad(build, cotangent, [0, 0, ...margins.slice(0, rank)], [0, 0, ...margins.slice(rank)])
  const counts = block.map((size, axis) => {
    const length = build.dims(whole)[axis + 2]!
    return Math.floor((length - dilations[axis]! * (size - 1) - 1) / strides[axis]!) + 1
  })
  // Along each axis in turn: the lines that each row of a block reads, for all blocks.
  const read = block.reduce((tensor, size, axis) => {
    const count = counts[axis]!
    const lines = Array.from({ length: size * count }, (_, i) => {
      return Math.floor(i / count) * dilations[axis]! + (i % count) * strides[axis]!
    })
    const dims = build.dims(tensor).with(axis + 2, lines.length)
    return build.add('Gather', [tensor, build.integers(lines)], dims, { axis: axis + 2 })
  }, whole)
  const [batch, channels] = build.dims(cotangent)
  const parts = [batch!, channels!, ...block.flatMap((size, axis) => [size, counts[axis]!])]
  const within = block.map((_, axis) => 2 + 2 * axis)
  const order = [0, 1, ...within, ...within.map((axis) => axis + 1)]
  return rearrange(build, read, parts, order, [batch!, channels! * product(block), input(0).dims[2]!])
}
