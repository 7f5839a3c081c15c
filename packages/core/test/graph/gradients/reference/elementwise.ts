import { elementTypes } from '../../../../src/graph/proto.ts'
import type { Reference } from './reference.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const elementwiseReferences: Readonly<Record<string, Reference>> = {
  Identity: ([x]) => [x!],
  Dropout: ([x]) => [x!, { ...tensor64(x!.dims, () => 1), elementType: elementTypes.boolean }],
  Cast: ([x], { integer }) => [cast(x!, integer('to', 0))],
  CastLike: ([x, like]) => [cast(x!, like!.elementType ?? elementTypes.float32)],
  Add: ([a, b]) => [zip(a!, b!, (x, y) => x + y)],
  Sub: ([a, b]) => [zip(a!, b!, (x, y) => x - y)],
  Mul: ([a, b]) => [zip(a!, b!, (x, y) => x * y)],
  Div: ([a, b]) => [zip(a!, b!, (x, y) => x / y)],
  Pow: ([a, b]) => [zip(a!, b!, (x, y) => x ** y)],
  Mod: ([a, b]) => [zip(a!, b!, (x, y) => x % y)],
  Sum: (operands) => [operands.map((x) => x!).reduce((sum, x) => zip(sum, x, (a, b) => a + b))],
  Mean: (operands) => [
    operands
      .map((x) =>
        zip(
          x!,
          tensor64([], () => operands.length),
          (a, n) => a / n,
        ),
      )
      .reduce((sum, x) => zip(sum, x, (a, b) => a + b)),
  ],
  Max: (operands) => [operands.map((x) => x!).reduce((most, x) => zip(most, x, Math.max))],
  Min: (operands) => [operands.map((x) => x!).reduce((least, x) => zip(least, x, Math.min))],
  Greater: ([a, b]) => [{ ...zip(a!, b!, (x, y) => (x > y ? 1 : 0)), elementType: elementTypes.boolean }],
  Where: ([condition, a, b]) => {
    // Each broadcasts to the shape of all three.
    const whole = zip(
      zip(condition!, a!, () => 0),
      b!,
      () => 0,
    )
    const [chosen, other] = [zip(whole, a!, (_, x) => x), zip(whole, b!, (_, y) => y)]
    const holds = zip(whole, condition!, (_, c) => c)
    return [tensor64(whole.dims, (i) => (holds.values[i] ? chosen.values[i]! : other.values[i]!))]
  },
}

/** Number by number under broadcasting. */
export function zip(a: Tensor64, b: Tensor64, apply: (x: number, y: number) => number): Tensor64 {
  const rank = Math.max(a.dims.length, b.dims.length)
  const size = ({ dims }: Tensor64, axis: number): number => dims[axis - rank + dims.length] ?? 1
  const dims = Array.from({ length: rank }, (_, axis) => Math.max(size(a, axis), size(b, axis)))
  const at = (tensor: Tensor64, index: number): number => {
    let rest = index
    let stride = 1
    let position = 0
    for (let axis = rank - 1; axis >= 0; axis--) {
      const step = rest % dims[axis]!
      rest = Math.floor(rest / dims[axis]!)
      if (size(tensor, axis) > 1) position += step * stride
      stride *= size(tensor, axis)
    }
    return tensor.values[position]!
  }
  return tensor64(dims, (index) => apply(at(a, index), at(b, index)))
}

function cast(x: Tensor64, elementType: number): Tensor64 {
  const isFloat = elementType === elementTypes.float32 || elementType === elementTypes.float64
  return { ...tensor64(x.dims, (i) => (isFloat ? x.values[i]! : Math.trunc(x.values[i]!))), elementType }
}
