import { integerAttribute, integersAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { binary, compare, sumOver } from '../emit.ts'
import { linesOf, type Pooled, toFirstMaximum } from '../first-maximum.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import type { Rules } from '../rule.ts'
import { coversAll, refusesWindow, windowOf } from '../window.ts'

/** Of the numbers that tie for a window's maximum the first one receives the cotangent; over the whole picture they share it equally. */
export const maxPoolingRules: Rules = {
  MaxPool: {
    through: [0],
    refuses: refusesWindow,
    backward: (context) => [
      () => {
        const { build, node, input, cotangent } = context
        const kernel = integersAttribute(node, 'kernel_shape')!
        const window = windowOf(node, kernel, input(0).dims.slice(2), build.dims(cotangent).slice(2))
        const [x, y] = [node.input[0]!, node.output[0]!]
        if (coversAll(window)) return sharedByTies(build, { x, y, cotangent })
        // ONNX infers one place too many for some windows that are rounded up, and then refuses what is compared with the result.
        const roundsUp = integerAttribute(node, 'ceil_mode', 0) === 1
        return toFirstMaximum(context, { x, y: roundsUp ? null : y, cotangent }, linesOf(window))
      },
    ],
  },
  GlobalMaxPool: {
    through: [0],
    backward: ({ build, node, cotangent }) => [() => sharedByTies(build, { x: node.input[0]!, y: node.output[0]!, cotangent })],
  },
}

function sharedByTies(build: GraphBuilder, { x, y, cotangent }: Pooled): string {
  const dims = build.dims(x)
  const isMaximum = build.add('Cast', [compare(build, 'Equal', x, y)], dims, { to: elementTypes.float32 })
  const axes = dims.map((_, axis) => axis).slice(2)
  return binary(build, 'Mul', isMaximum, binary(build, 'Div', cotangent, sumOver(build, isMaximum, axes)))
}
