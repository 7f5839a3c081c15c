import { product } from '../../broadcast.ts'
import { fromStart } from '../emit.ts'
import type { Rules, RuleView } from '../rule.ts'
import { type Places, unslice } from '../unslice.ts'

export const slicingRules: Rules = {
  Slice: {
    through: [0],
    refuses: (view) => (boundsAreKnown(view) ? null : 'with bounds that depend on the picture'),
    backward: (context) => {
      const { build, cotangent, input } = context
      if (product(build.dims(cotangent)) === 0) return [() => null]
      return [() => unslice(build, cotangent, placesOf(context), input(0).dims)]
    },
  },
}

function boundsAreKnown({ node, constant }: RuleView): boolean {
  // The ends (input 2) are known from the result's shape.
  return [1, 3, 4].every((index) => !node.input[index] || constant(index) !== null)
}

/** Where each sliced axis is read. */
function placesOf({ constant, input, output }: RuleView): readonly Places[] {
  const { dims } = input(0)
  const starts = Array.from(constant(1)!)
  const steps = constant(4)
  const axes = fromStart(Array.from(constant(3) ?? starts.keys()), dims.length)
  return axes.map((axis, i): Places => {
    const size = dims[axis]!
    const step = steps?.[i] ?? 1
    const start = starts[i]! < 0 ? Math.max(0, starts[i]! + size) : starts[i]!
    // Exporters write the largest int64 for "from the end"; a count of 1 or more says that the start lies inside otherwise.
    return { axis, start: Math.min(start, size - 1), step, count: output(0).dims[axis]! }
  })
}
