import { product } from '../../broadcast.ts'
import { integerAttribute, integersAttribute } from '../../node.ts'
import { binary, compare, expand, fromStart, reduceOver, reshape, scaled, sumOver, unary, where } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import { masked } from '../mask.ts'
import type { Rule, RuleContext, Rules, RuleView } from '../rule.ts'

/** What a reduction's rule works with; `result` and `cotangent` have the reduced axes as axes of size 1, so that they broadcast to `x`. */
interface Reduction {
  readonly context: RuleContext
  readonly build: GraphBuilder
  readonly x: string
  readonly axes: readonly number[]
  readonly cotangent: string
  readonly result: () => string
}

/** Reductions over axes. Of the numbers that tie for the largest or smallest each receives the whole cotangent; the length of a zero vector passes 0. */
export const reductionRules: Rules = {
  ReduceSum: reducing(({ cotangent }) => cotangent),
  ReduceMean: reducing(({ build, x, axes, cotangent }) => {
    const dims = build.dims(x)
    return scaled(build, cotangent, 1 / product(axes.map((axis) => dims[axis]!)))
  }),
  ReduceMax: reducing(selecting),
  ReduceMin: reducing(selecting),
  ReduceL1: reducing(({ build, x, cotangent }) => binary(build, 'Mul', unary(build, 'Sign', x), cotangent)),
  ReduceL2: reducing(({ build, x, cotangent, result }) => {
    const quotient = binary(build, 'Div', cotangent, result())
    return binary(build, 'Mul', x, where(build, compare(build, 'Greater', result(), build.scalar(0)), quotient))
  }),
  ReduceSumSquare: reducing(({ build, x, cotangent }) => binary(build, 'Mul', x, scaled(build, cotangent, 2))),
  ReduceLogSum: reducing(({ build, x, axes, cotangent }) => binary(build, 'Div', cotangent, sumOver(build, x, axes))),
  ReduceLogSumExp: reducing(({ build, x, axes, cotangent, result }) => {
    // Divided by their sum, so that what float32 lost of a large result does not count.
    const shares = unary(build, 'Exp', binary(build, 'Sub', x, result()))
    return binary(build, 'Mul', shares, binary(build, 'Div', cotangent, sumOver(build, shares, axes)))
  }),
  ReduceProd: reducing(multiplied),
}

function selecting({ context, build, x, cotangent, result }: Reduction): string {
  return masked(context, cotangent, compare(build, 'Equal', x, result()))
}

/** The product of the others: y/x, except that a lone zero gets the product of the rest and the rest get 0 then, as y is. */
function multiplied({ build, x, axes, cotangent, result }: Reduction): string {
  const [zero, one] = [build.scalar(0), build.scalar(1)]
  const isZero = compare(build, 'Equal', x, zero)
  const others = where(build, isZero, one, x)
  const zeros = sumOver(build, where(build, isZero, one), axes)
  const rest = where(build, compare(build, 'Less', zeros, build.scalar(1.5)), reduceOver(build, 'ReduceProd', others, axes))
  return binary(build, 'Mul', where(build, isZero, rest, binary(build, 'Div', result(), others)), cotangent)
}

/** A rule from what goes back to `x`, before it is stretched to the shape of `x`. */
function reducing(contribute: (reduction: Reduction) => string): Rule {
  return {
    through: [0],
    refuses: (view) => (axesOf(view) === null ? 'axes that are computed' : null),
    backward: (context) => [
      () => {
        const { build, node, cotangent } = context
        const { dims } = context.input(0)
        const axes = axesOf(context)!
        const kept = dims.map((size, axis) => (axes.includes(axis) ? 1 : size))
        const reduction: Reduction = {
          context,
          build,
          x: node.input[0]!,
          axes,
          cotangent: reshape(build, cotangent, kept),
          result: () => reshape(build, node.output[0]!, kept),
        }
        return expand(build, contribute(reduction), dims)
      },
    ],
  }
}

/** The reduced axes, 0-based, from the input of newer operator sets or the attribute of older ones; null where they are computed. */
function axesOf({ node, input, constant }: RuleView): readonly number[] | null {
  const { dims } = input(0)
  const given = node.input[1] ? constant(1) : (integersAttribute(node, 'axes') ?? [])
  if (given === null) return null
  if (given.length > 0) return fromStart(Array.from(given), dims.length)
  return integerAttribute(node, 'noop_with_empty_axes', 0) === 1 ? [] : dims.map((_, axis) => axis)
}
