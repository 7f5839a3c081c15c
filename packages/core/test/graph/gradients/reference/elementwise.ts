import type { Reference } from './reference.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const elementwiseReferences: Readonly<Record<string, Reference>> = {
  Identity: ([x]) => [x!],
  Add: ([a, b]) => [zip(a!, b!, (x, y) => x + y)],
  Sub: ([a, b]) => [zip(a!, b!, (x, y) => x - y)],
  Mul: ([a, b]) => [zip(a!, b!, (x, y) => x * y)],
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
