import { textAttribute } from '../../node.ts'
import { fromStart, pad } from '../emit.ts'
import type { RuleContext, Rules, RuleView } from '../rule.ts'
import { unselect } from '../unselect.ts'

/** Operators that put a margin around a tensor, or cut one off. */
export const paddingRules: Rules = {
  Pad: {
    through: [0],
    refuses: (view) => {
      const isKnown = view.constant(1) !== null && (!view.node.input[3] || view.constant(3) !== null)
      if (!isKnown) return 'with amounts that depend on the picture'
      return modeOf(view) === 'constant' || modeOf(view) in places ? null : `mode "${modeOf(view)}"`
    },
    backward: (context) => [() => backThroughPad(context)],
  },
  CenterCropPad: {
    through: [0],
    backward: ({ build, cotangent, input }) => {
      const { dims } = input(0)
      const sizes = build.dims(cotangent)
      const before = dims.map((size, axis) => halfOf(sizes[axis]! - size))
      const cut = { before, after: dims.map((size, axis) => sizes[axis]! - size - before[axis]!) }
      return [() => pad(build, cotangent, negated(cut.before), negated(cut.after))]
    },
  },
}

/** The position in an axis of `size` numbers that a place in front of, inside or behind it copies, by mode. */
const places: Readonly<Record<string, (place: number, size: number) => number>> = {
  edge: (place, size) => Math.min(size - 1, Math.max(0, place)),
  wrap: (place, size) => ((place % size) + size) % size,
  reflect: (place, size) => {
    const period = Math.max(1, 2 * (size - 1))
    const within = ((place % period) + period) % period
    return Math.min(within, period - within)
  },
}

function backThroughPad(context: RuleContext): string {
  const { build, cotangent, input } = context
  const { dims } = input(0)
  const { before, after } = amountsOf(context)
  const placeOf = places[modeOf(context)]
  if (placeOf === undefined) return pad(build, cotangent, negated(before), negated(after))
  // Axis by axis, last first; the axes in front keep their margin until it is their turn.
  return dims.reduceRight((gradient, size, axis) => {
    const total = build.dims(gradient)[axis]!
    if (before[axis] === 0 && after[axis] === 0) return gradient
    const indices = Array.from({ length: total }, (_, i) => placeOf(i - before[axis]!, size))
    return unselect(build, gradient, axis, indices, build.dims(gradient).with(axis, size))
  }, cotangent)
}

/** Amounts for every axis. */
function amountsOf({ constant, input }: RuleView): Readonly<Record<'before' | 'after', readonly number[]>> {
  const { dims } = input(0)
  const amounts = Array.from(constant(1)!)
  const axes = fromStart(Array.from(constant(3) ?? dims.keys()), dims.length)
  const before = dims.map((_, axis) => (axes.includes(axis) ? amounts[axes.indexOf(axis)]! : 0))
  const after = dims.map((_, axis) => (axes.includes(axis) ? amounts[axes.indexOf(axis) + axes.length]! : 0))
  return { before, after }
}

function modeOf({ node }: RuleView): string {
  return textAttribute(node, 'mode', 'constant')
}

/** Half of a difference of sizes; an odd number more goes behind, be it added or cut. */
function halfOf(difference: number): number {
  return Math.trunc(difference / 2)
}

function negated(amounts: readonly number[]): readonly number[] {
  return amounts.map((amount) => 0 - amount)
}
