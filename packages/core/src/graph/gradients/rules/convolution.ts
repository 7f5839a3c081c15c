import { integerAttribute } from '../../node.ts'
import { gather, spread, spreadByConvolution, weightGradient } from '../convolve.ts'
import { sumOver } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'
import type { RuleContext, Rules } from '../rule.ts'
import { isAll, refusesWindow, transposedWindowOf, type Window, windowOf } from '../window.ts'

/** Convolutions over any number of axes, grouped or not: gradients of input, weights and bias. */
export const convolutionRules: Rules = {
  Conv: {
    through: [0, 1, 2],
    refuses: refusesWindow,
    backward: (context) => {
      const { build, node, cotangent } = context
      const window = windowOf(
        node,
        spatial(context.input(1).dims),
        spatial(context.input(0).dims),
        spatial(build.dims(cotangent)),
      )
      const groups = integerAttribute(node, 'group', 1)
      const back = flips(context, window) ? spreadByConvolution : spread
      return [
        () => back(build, cotangent, node.input[1]!, window, groups),
        () => weightGradient(build, node.input[0]!, cotangent, window, groups),
        () => overPlaces(build, cotangent),
      ]
    },
  },
  ConvTranspose: {
    through: [0, 1, 2],
    backward: (context) => {
      const { build, node, cotangent } = context
      const [x, weights] = [context.input(0), context.input(1)]
      const window = transposedWindowOf(node, spatial(weights.dims), spatial(build.dims(cotangent)), spatial(x.dims))
      const groups = integerAttribute(node, 'group', 1)
      return [
        () => gather(build, cotangent, node.input[1]!, window, groups),
        () => weightGradient(build, cotangent, node.input[0]!, window, groups),
        () => overPlaces(build, cotangent),
      ]
    },
  },
  'com.microsoft::FusedConv': {
    through: [0, 1, 2, 3],
    refuses: () => 'a convolution fused by a runtime that saved its optimised graph; use the graph it was made from',
    backward: () => [],
  },
}

/** Native kernels for plain convolutions are up to ten times as fast as transposed ones, and equal at any stride above 1. */
function flips({ policy, isConstant, isActive }: RuleContext, { strides }: Window): boolean {
  return policy.flipsConvolutions && isAll(strides, 1) && isConstant(1) && !isActive(1)
}

function overPlaces(build: GraphBuilder, cotangent: string): string {
  const axes = build.dims(cotangent).map((_, axis) => axis)
  return sumOver(
    build,
    cotangent,
    axes.filter((axis) => axis !== 1),
    false,
  )
}

function spatial(dims: readonly number[]): readonly number[] {
  return dims.slice(2)
}
