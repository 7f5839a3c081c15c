import { integerAttribute } from '../../node.ts'
import { fromStart, pad, slice, zeros } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import type { Rules } from '../rule.ts'

/** Operators that join tensors along an axis or take one apart. */
export const joiningRules: Rules = {
  Concat: {
    through: 'all',
    backward: ({ build, node, cotangent, input }) => {
      const axis = fromStart([integerAttribute(node, 'axis', 0)], build.dims(cotangent).length)[0]!
      let start = 0
      return node.input.map((_, index) => {
        const from = start
        start += input(index).dims[axis]!
        const to = start
        return () => (from === to ? null : slice(build, cotangent, { axes: [axis], starts: [from], ends: [to] }))
      })
    },
  },
  Split: {
    through: [0],
    backward: ({ build, node, cotangents, input, output }) => {
      const axis = fromStart([integerAttribute(node, 'axis', 0)], input(0).dims.length)[0]!
      const parts = cotangents.map((cotangent, index) => ({ cotangent, dims: output(index).dims }))
      return [() => join(build, parts, axis)]
    },
  },
}

/** The cotangent of one part of a tensor; null where nothing depends on it. */
interface Part {
  readonly cotangent: string | null
  readonly dims: readonly number[]
}

function join(build: GraphBuilder, parts: readonly Part[], axis: number): string {
  const isKnown = ({ cotangent }: Part): boolean => cotangent !== null
  const first = parts.findIndex(isKnown)
  const last = parts.findLastIndex(isKnown)
  const between = parts.slice(first, last + 1)
  const tensors = between.map(({ cotangent, dims }) => cotangent ?? zeros(build, dims))
  const dims = between[0]!.dims.with(axis, lengthOf(between, axis))
  const joined = tensors.length === 1 ? tensors[0]! : build.add('Concat', tensors, dims, { axis })
  const amounts = (of: readonly Part[]): readonly number[] => dims.map((_, i) => (i === axis ? lengthOf(of, axis) : 0))
  return pad(build, joined, amounts(parts.slice(0, first)), amounts(parts.slice(last + 1)))
}

function lengthOf(parts: readonly Part[], axis: number): number {
  return parts.reduce((length, { dims }) => length + dims[axis]!, 0)
}
