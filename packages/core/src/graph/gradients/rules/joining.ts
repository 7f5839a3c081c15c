import { integerAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { fromStart, pad, slice, zeros } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import { once } from '../once.ts'
import type { RuleContext, Rules } from '../rule.ts'

/** Operators that join tensors along an axis or take one apart. */
export const joiningRules: Rules = {
  Concat: {
    through: 'all',
    backward: (context) => {
      const { build, node, cotangent, input } = context
      const axis = fromStart([integerAttribute(node, 'axis', 0)], build.dims(cotangent).length)[0]!
      const sizes = node.input.map((_, index) => input(index).dims[axis]!)
      const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0))
      // Slices where only some are needed; one operator where all are, as in dense networks.
      if (!needsAllParts(context)) {
        return sizes.map((size, i) => () => {
          return size === 0 ? null : slice(build, cotangent, { axes: [axis], starts: [ends[i]! - size], ends: [ends[i]!] })
        })
      }
      const parts = once(() => {
        const facts = sizes.map((size) => ({ elementType: elementTypes.float32, dims: build.dims(cotangent).with(axis, size) }))
        return build.addMany('Split', [cotangent, build.integers(sizes)], facts, { axis })
      })
      return sizes.map((_, index) => () => parts()[index]!)
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

function needsAllParts({ node, isActive, policy }: RuleContext): boolean {
  return node.input.length > 1 && node.input.length <= policy.mostParts && node.input.every((_, index) => isActive(index))
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
