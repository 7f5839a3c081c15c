import { floatAttribute } from '../../node.ts'
import { binary, both, compare, scaled, unary, unbroadcast, where } from '../emit.ts'
import { masked, maskedBySign, strictlyBetween } from '../mask.ts'
import type { Rule, RuleContext, Rules, RuleView } from '../rule.ts'

/**
 * Operators at which guided backpropagation and deconvolution differ from the plain gradient; Clip only with the lower bound 0, as ReLU6 is
 * written. Both methods are defined for ReLUs alone, so leaky ones keep their gradient.
 */
export const rectifiers: readonly string[] = ['Relu', 'Clip']

/** Whether guided backpropagation and deconvolution change what flows back through the node. */
export function isRectifier(view: Pick<RuleView, 'node' | 'constant'>): boolean {
  return view.node.opType === 'Relu' || (view.node.opType === 'Clip' && boundsOf(view)[0] === 0)
}

/** Piecewise linear activations. Relu, ThresholdedRelu, Shrink and Clip pass nothing on their kinks, so Clip nothing at either bound; the leaky ones count 0 to the negative side. */
export const rectifierRules: Rules = {
  Relu: {
    through: [0],
    backward: (context) => [() => rectified(context, (cotangent) => maskedBySign(context, cotangent, context.node.output[0]!))],
  },
  Clip: {
    through: 'all',
    backward: (context) => {
      const { build, node, cotangent } = context
      const [x, lower, upper] = node.input as [string, string?, string?]
      const toBound = (index: number, isBeyond: string): string =>
        unbroadcast(build, masked(context, cotangent, isBeyond), context.input(index).dims)
      return [
        () => {
          const gate = (tensor: string): string => {
            const inside = between(context)
            return inside === null ? tensor : masked(context, tensor, inside)
          }
          return isRectifier(context) ? rectified(context, gate) : gate(cotangent)
        },
        () => toBound(1, compare(build, 'Less', x, lower!)),
        () => toBound(2, compare(build, 'Greater', x, upper!)),
      ]
    },
  },
  LeakyRelu: leaky(),
  PRelu: {
    through: [0, 1],
    backward: (context) => {
      const { build, node, cotangent } = context
      const [x, slope] = node.input as [string, string]
      const isAbove = (): string => compare(build, 'Greater', x, build.scalar(0))
      return [
        () => where(build, isAbove(), cotangent, binary(build, 'Mul', cotangent, slope)),
        () => {
          const below = where(build, isAbove(), build.scalar(0), binary(build, 'Mul', cotangent, x))
          return unbroadcast(build, below, context.input(1).dims)
        },
      ]
    },
  },
  ThresholdedRelu: {
    through: [0],
    backward: (context) => [
      () => {
        const { build, node, cotangent } = context
        return masked(
          context,
          cotangent,
          compare(build, 'Greater', node.input[0]!, build.scalar(floatAttribute(node, 'alpha', 1))),
        )
      },
    ],
  },
  Shrink: {
    through: [0],
    backward: (context) => [
      () => {
        const { build, node, cotangent } = context
        const size = unary(build, 'Abs', node.input[0]!)
        return masked(context, cotangent, compare(build, 'Greater', size, build.scalar(floatAttribute(node, 'lambd', 0.5))))
      },
    ],
  },
}

function leaky(): Rule {
  return {
    through: [0],
    backward: ({ build, node, cotangent }) => [
      () => {
        const slope = floatAttribute(node, 'alpha', 0.01)
        // Looking at the result leaves the runtime free to fuse the activation with the operator before it.
        const side = slope >= 0 ? node.output[0]! : node.input[0]!
        return where(build, compare(build, 'Greater', side, build.scalar(0)), cotangent, scaled(build, cotangent, slope))
      },
    ],
  }
}

/** What passes a rectifier; `gate` lets through what the plain gradient lets through. */
function rectified({ build, rectifier, cotangent }: RuleContext, gate: (tensor: string) => string): string {
  if (rectifier === 'plain') return gate(cotangent)
  const positive = unary(build, 'Relu', cotangent)
  return rectifier === 'deconvolution' ? positive : gate(positive)
}

/** The condition that a clipped number lies strictly between its bounds; null without any. */
function between(context: RuleContext): string | null {
  const { build, node } = context
  const y = node.output[0]!
  const [lower, upper] = boundsOf(context)
  if (typeof lower === 'number' && typeof upper === 'number') return strictlyBetween(build, y, lower, upper)
  const above = lower === null ? null : compare(build, 'Greater', y, node.input[1]!)
  const below = upper === null ? null : compare(build, 'Less', y, node.input[2]!)
  return above === null || below === null ? (above ?? below) : both(build, above, below)
}

type Bound = number | 'computed' | null

/** Lower and upper bound of a Clip, null where there is none. */
function boundsOf({ node, constant }: Pick<RuleView, 'node' | 'constant'>): readonly [Bound, Bound] {
  const bound = (index: number, sign: 1 | -1): Bound => {
    if (!node.input[index]) return null
    const value = constant(index)?.[0]
    if (value === undefined) return 'computed'
    return sign * value >= largest ? null : value
  }
  return [bound(1, -1), bound(2, 1)]
}

/** Exporters write the ends of float32 where they mean no bound. */
const largest = 3.4028234663852886e38
