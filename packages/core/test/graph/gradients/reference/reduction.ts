import { coordinatesOf } from './coordinates.ts'
import type { Attributes, Reference } from './reference.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const reductionReferences: Readonly<Record<string, Reference>> = {
  ReduceSum: over((values) => sum(values)),
  ReduceMean: over((values) => sum(values) / values.length),
  ReduceMax: over((values) => Math.max(...values)),
  ReduceMin: over((values) => Math.min(...values)),
  ReduceL1: over((values) => sum(values.map(Math.abs))),
  ReduceL2: over((values) => Math.sqrt(sum(values.map((x) => x * x)))),
  ReduceProd: over((values) => values.reduce((product, x) => product * x, 1)),
  ReduceLogSum: over((values) => Math.log(sum(values))),
  ReduceLogSumExp: over((values) => Math.log(sum(values.map(Math.exp)))),
  ReduceSumSquare: over((values) => sum(values.map((x) => x * x))),
  CumSum: ([x, axis], { integer }) => {
    const { dims, values } = x!
    const along = (axis!.values[0]! + dims.length) % dims.length
    const [isExclusive, isReverse] = [integer('exclusive', 0) === 1, integer('reverse', 0) === 1]
    return [
      tensor64(dims, (index) => {
        const here = coordinatesOf(index, dims)
        return values.reduce((total, value, other) => {
          const there = coordinatesOf(other, dims)
          if (there.some((at, i) => i !== along && at !== here[i])) return total
          const distance = (here[along]! - there[along]!) * (isReverse ? -1 : 1)
          return (isExclusive ? distance > 0 : distance >= 0) ? total + value : total
        }, 0)
      }),
    ]
  },
}

/** The numbers that share all coordinates but those of the reduced axes become one. */
function over(reduce: (values: readonly number[]) => number): Reference {
  return ([x, given], attributes) => {
    const { dims, values } = x!
    const axes = axesOf(dims, given ?? null, attributes)
    const kept = dims.map((size, axis) => (axes.includes(axis) ? 1 : size))
    const groups = new Map<string, number[]>()
    values.forEach((value, index) => {
      const key = coordinatesOf(index, dims)
        .map((at, axis) => (axes.includes(axis) ? 0 : at))
        .join()
      groups.set(key, [...(groups.get(key) ?? []), value])
    })
    // Row-major order visits the groups in the order of the result.
    const reduced = [...groups.values()].map(reduce)
    const shape = attributes.integer('keepdims', 1) === 1 ? kept : dims.filter((_, axis) => !axes.includes(axis))
    return [tensor64(shape, (i) => reduced[i]!)]
  }
}

function axesOf(dims: readonly number[], given: Tensor64 | null, { integer, integers }: Attributes): readonly number[] {
  const axes = given === null ? (integers('axes') ?? []) : Array.from(given.values)
  if (axes.length > 0) return axes.map((axis) => (axis + dims.length) % dims.length)
  return integer('noop_with_empty_axes', 0) === 1 ? [] : dims.map((_, axis) => axis)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
