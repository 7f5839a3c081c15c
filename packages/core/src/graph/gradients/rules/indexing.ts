import { product } from '../../broadcast.ts'
import { integerAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { scatterAlong } from '../along-axis.ts'
import { fromStart, reshape, zeros } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import type { RuleContext, Rules } from '../rule.ts'
import { unselect } from '../unselect.ts'

/** Operators that read numbers at given or found places. Indices may be constants or computed while the model runs. */
export const indexingRules: Rules = {
  Gather: { through: [0], backward: (context) => [() => backThroughGather(context)] },
  GatherElements: {
    through: [0],
    backward: ({ build, node, cotangent, input }) => [
      () => {
        const { dims } = input(0)
        const attributes = { axis: integerAttribute(node, 'axis', 0), reduction: 'add' }
        return build.add('ScatterElements', [zeros(build, dims), node.input[1]!, cotangent], dims, attributes)
      },
    ],
  },
  GatherND: { through: [0], backward: (context) => [() => backThroughGatherND(context)] },
  TopK: {
    through: [0],
    backward: ({ build, node, cotangent, input }) => [
      () => {
        const { dims } = input(0)
        const attributes = { axis: integerAttribute(node, 'axis', -1) }
        return build.add('ScatterElements', [zeros(build, dims), node.output[1]!, cotangent], dims, attributes)
      },
    ],
  },
}

function backThroughGather({ build, node, cotangent, input, constant }: RuleContext): string | null {
  const { dims } = input(0)
  const axis = fromStart([integerAttribute(node, 'axis', 0)], dims.length)[0]!
  const count = product(input(1).dims)
  if (count === 0) return null
  // However many axes the indices have, they stand for one.
  const flat = reshape(build, cotangent, dims.with(axis, count))
  const indices = constant(1)
  if (indices === null) return scatterAlong(build, flat, axis, node.input[1]!, dims)
  return unselect(build, flat, axis, fromStart(Array.from(indices), dims[axis]!), dims)
}

/** The indices become positions in a matrix whose rows are what one index names. */
function backThroughGatherND({ build, node, cotangent, input }: RuleContext): string {
  const { dims } = input(0)
  const indices = input(1).dims
  const shared = integerAttribute(node, 'batch_dims', 0)
  const depth = indices.at(-1)!
  const indexed = dims.slice(shared, shared + depth)
  const within = rowNumbers(build, node.input[1]!, indexed)
  const batches = product(dims.slice(0, shared))
  const rows = batches * product(indexed)
  const row = product(dims.slice(shared + depth))
  const positions = product(indices.slice(0, -1))
  const offsets = Array.from({ length: positions }, (_, i) => Math.floor((i * batches) / positions) * product(indexed))
  const places = build.add(
    'Add',
    [reshape(build, within, [positions]), build.integers(offsets)],
    [positions],
    {},
    elementTypes.int64,
  )
  return reshape(build, scatterAlong(build, reshape(build, cotangent, [positions, row]), 0, places, [rows, row]), dims)
}

/** One number for each tuple of indices, along the last axis, into axes of those sizes. */
function rowNumbers(build: GraphBuilder, indices: string, sizes: readonly number[]): string {
  const dims = build.dims(indices)
  const strides = sizes.map((_, axis) => product(sizes.slice(axis + 1)))
  // The remainder takes indices that count from the end to ones that count from the start.
  const positive = build.add('Mod', [indices, build.integers(sizes)], dims, {}, elementTypes.int64)
  const parts = build.add('Mul', [positive, build.integers(strides)], dims, {}, elementTypes.int64)
  return build.add(
    'ReduceSum',
    [parts, build.integers([dims.length - 1])],
    dims.slice(0, -1),
    { keepdims: 0 },
    elementTypes.int64,
  )
}
