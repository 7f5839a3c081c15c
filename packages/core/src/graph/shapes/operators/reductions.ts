import { product } from '../../broadcast.ts'
import type { TensorFact } from '../../facts.ts'
import { integerAttribute, integersAttribute } from '../../node.ts'
import { elementTypes } from '../../proto.ts'
import { axesOf, axisOf, type Inference, type Inferences, isFloating, type NodeView, one, valuesOf } from '../inference.ts'
import { eachIndex, positionOf, stridesOf } from '../positions.ts'

/** Sums, means and extremes over axes. */
export const reductionInferences: Inferences = {
  ReduceSum: reduced((values) => values.reduce((a, b) => a + b, 0), 13),
  ReduceProd: reduced((values) => values.reduce((a, b) => a * b, 1)),
  ReduceMax: reduced((values) => Math.max(...values)),
  ReduceMin: reduced((values) => Math.min(...values)),
  ReduceMean: reduced(null),
  ReduceL1: reduced(null),
  ReduceL2: reduced(null),
  ReduceLogSum: reduced(null),
  ReduceLogSumExp: reduced(null),
  ReduceSumSquare: reduced(null),
  ArgMax: inferPlace,
  ArgMin: inferPlace,
}

/** The axes are an attribute before operator set 18 (13 for ReduceSum) and an input from there on. */
function reduced(of: ((values: readonly number[]) => number) | null, axesAreInputSince = 18): Inference {
  return (view) => {
    const [x] = view.inputs
    const axes = reducedAxes(view, axesAreInputSince)
    if (axes === null) return null
    const keepsAxes = integerAttribute(view.node, 'keepdims', 1) !== 0
    return one(x!.elementType, without(x!.dims, axes, keepsAxes), () => {
      const values = valuesOf(view, 0)
      // The order in which a runtime adds fractions is its own.
      if (of === null || values === null || isFloating(x!.elementType) || values.length === 0) return null
      return reduceValues(values, x!.dims, axes, of)
    })
  }
}

function reducedAxes({ node, opset, inputs }: NodeView, axesAreInputSince: number): readonly number[] | null {
  const rank = inputs[0]!.dims.length
  const given = opset < axesAreInputSince ? integersAttribute(node, 'axes') : inputs[1]?.values
  if (given === null) return opset < axesAreInputSince ? inputs[0]!.dims.map((_, axis) => axis) : null
  if (given !== undefined && given.length > 0) return axesOf(given, rank)
  return integerAttribute(node, 'noop_with_empty_axes', 0) !== 0 ? [] : inputs[0]!.dims.map((_, axis) => axis)
}

function without(dims: readonly number[], axes: readonly number[], keepsAxes: boolean): readonly number[] {
  if (keepsAxes) return dims.map((size, axis) => (axes.includes(axis) ? 1 : size))
  return dims.filter((_, axis) => !axes.includes(axis))
}

function reduceValues(
  values: readonly number[],
  dims: readonly number[],
  axes: readonly number[],
  of: (values: readonly number[]) => number,
): readonly number[] {
  const kept = without(dims, axes, true)
  const strides = stridesOf(kept)
  const groups = Array.from({ length: product(kept) }, (): number[] => [])
  let at = 0
  for (const index of eachIndex(dims)) {
    const group = index.map((place, axis) => (axes.includes(axis) ? 0 : place))
    groups[positionOf(group, strides)]!.push(values[at++]!)
  }
  return groups.map(of)
}

function inferPlace({ node, inputs: [x] }: NodeView): readonly TensorFact[] | null {
  const axis = axisOf(integerAttribute(node, 'axis', 0), x!.dims.length)
  return axis === null ? null : one(elementTypes.int64, without(x!.dims, [axis], integerAttribute(node, 'keepdims', 1) !== 0))
}
