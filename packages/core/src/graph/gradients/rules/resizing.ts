import { interpolationMatrix } from '../../../math/interpolation-matrix.ts'
import {
  type CoordinateMode,
  coordinateModes,
  type NearestMode,
  nearestIndices,
  nearestModes,
  type ResizedAxis,
} from '../../../math/interpolation-places.ts'
import { floatAttribute, integerAttribute, integersAttribute, textAttribute } from '../../node.ts'
import { multiplyAlong } from '../along-axis.ts'
import { fromStart } from '../emit.ts'
import type { RuleContext, Rules, RuleView } from '../rule.ts'
import { unselect } from '../unselect.ts'

/** Resize works axis by axis: by copying, or by a matrix of weights, whose transpose leads back. */
export const resizingRules: Rules = {
  Resize: {
    through: [0],
    refuses: refusal,
    backward: (context) => [
      () => {
        const { build, cotangent, input } = context
        return input(0).dims.reduceRight((gradient, size, axis) => {
          const resized = resizedAxis(context, axis)
          if (resized.scale === 1 && resized.from === resized.to) return gradient
          if (textOf(context, 'mode') !== 'nearest') return multiplyAlong(build, gradient, axis, weightsOf(context, resized))
          const indices = nearestIndices(resized, textOf(context, 'nearest_mode') as NearestMode)
          return unselect(build, gradient, axis, indices, build.dims(gradient).with(axis, size))
        }, cotangent)
      },
    ],
  },
}

const defaults = {
  mode: 'nearest',
  coordinate_transformation_mode: 'half_pixel',
  nearest_mode: 'round_prefer_floor',
  keep_aspect_ratio_policy: 'stretch',
} as const

function textOf({ node }: RuleView, name: keyof typeof defaults): string {
  return textAttribute(node, name, defaults[name])
}

function refusal(view: RuleView): string | null {
  const { node, constant } = view
  const known: readonly (readonly [keyof typeof defaults, readonly string[]])[] = [
    ['mode', ['nearest', 'linear', 'cubic']],
    ['coordinate_transformation_mode', coordinateModes],
    ['nearest_mode', nearestModes],
    ['keep_aspect_ratio_policy', ['stretch', 'not_larger', 'not_smaller']],
  ]
  const unknown = known.find(([name, values]) => !values.includes(textOf(view, name)))
  if (unknown !== undefined) return `${unknown[0]} "${textOf(view, unknown[0])}"`
  const isKnown = [2, 3].every((index) => !node.input[index] || constant(index) !== null)
  return isKnown ? null : 'with scales or sizes that depend on the picture'
}

function resizedAxis(view: RuleContext, axis: number): ResizedAxis {
  return {
    from: view.input(0).dims[axis]!,
    to: view.output(0).dims[axis]!,
    scale: scaleOf(view, axis),
    coordinates: textOf(view, 'coordinate_transformation_mode') as CoordinateMode,
  }
}

/** The factor of an axis as given, or as the runtime finds it from the sizes given. */
function scaleOf(view: RuleView, axis: number): number {
  const { node, constant, input } = view
  const { dims } = input(0)
  const axes = fromStart(integersAttribute(node, 'axes') ?? Array.from(dims.keys()), dims.length)
  if (!axes.includes(axis)) return 1
  const scales = constant(2)
  if (scales !== null && scales.length > 0) return scales[axes.indexOf(axis)]!
  const fromSizes = axes.map((other, i) => constant(3)![i]! / dims[other]!)
  const policy = textOf(view, 'keep_aspect_ratio_policy')
  if (policy === 'not_larger') return Math.min(...fromSizes)
  return policy === 'not_smaller' ? Math.max(...fromSizes) : fromSizes[axes.indexOf(axis)]!
}

/** The interpolation of an axis as what leads its cotangent back: a row per position of the result. */
function weightsOf(context: RuleContext, axis: ResizedAxis): Parameters<typeof multiplyAlong>[3] {
  const { node } = context
  const values = interpolationMatrix({
    ...axis,
    mode: textOf(context, 'mode') as 'linear' | 'cubic',
    cubicCoefficient: floatAttribute(node, 'cubic_coeff_a', -0.75),
    excludesOutside: integerAttribute(node, 'exclude_outside', 0) === 1,
    antialiases: integerAttribute(node, 'antialias', 0) === 1,
  })
  return { from: axis.to, to: axis.from, values }
}
