import { fromEnd, productOf, read } from './places.ts'
import type { Attributes, Reference } from './reference.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const layoutReferences: Readonly<Record<string, Reference>> = {
  Flatten: ([x], { integer }) => {
    const axis = fromEnd(integer('axis', 1), x!.dims.length)
    return [shaped(x!, [productOf(x!.dims.slice(0, axis)), productOf(x!.dims.slice(axis))])]
  },
  Reshape: ([x, shape]) => {
    const dims = Array.from(shape!.values, (size, axis) => (size === 0 ? x!.dims[axis]! : size))
    const rest = x!.values.length / Math.abs(productOf(dims))
    return [
      shaped(
        x!,
        dims.map((size) => (size === -1 ? rest : size)),
      ),
    ]
  },
  Squeeze: ([x, axes]) => {
    const given = axes && Array.from(axes.values, (axis) => fromEnd(axis, x!.dims.length))
    const dims = x!.dims.filter((size, axis) => (given ? !given.includes(axis) : size !== 1))
    return [shaped(x!, dims)]
  },
  Unsqueeze: ([x, axes]) => {
    const rank = x!.dims.length + axes!.values.length
    const added = Array.from(axes!.values, (axis) => fromEnd(axis, rank))
    const rest = [...x!.dims]
    return [
      shaped(
        x!,
        Array.from({ length: rank }, (_, axis) => (added.includes(axis) ? 1 : rest.shift()!)),
      ),
    ]
  },
  Transpose: ([x], { integers }) => {
    const order = integers('perm') ?? x!.dims.map((_, axis) => x!.dims.length - 1 - axis)
    const dims = order.map((axis) => x!.dims[axis]!)
    return [read(x!, dims, (to) => x!.dims.map((_, axis) => to[order.indexOf(axis)]!))]
  },
  Expand: ([x, shape]) => {
    const rank = Math.max(x!.dims.length, shape!.values.length)
    const front = rank - x!.dims.length
    const wanted = (axis: number): number => shape!.values[axis - rank + shape!.values.length] ?? 1
    const dims = Array.from({ length: rank }, (_, axis) => Math.max(wanted(axis), x!.dims[axis - front] ?? 1))
    return [read(x!, dims, (to) => x!.dims.map((size, axis) => to[axis + front]! % size))]
  },
  Tile: ([x, repeats]) => {
    const dims = x!.dims.map((size, axis) => size * repeats!.values[axis]!)
    return [read(x!, dims, (to) => to.map((position, axis) => position % x!.dims[axis]!))]
  },
  Trilu: ([x, diagonal], { integer }) => {
    const [rows, columns] = x!.dims.slice(-2) as [number, number]
    const shift = diagonal?.values[0] ?? 0
    return [
      tensor64(x!.dims, (index) => {
        const across = (index % columns) - (Math.floor(index / columns) % rows)
        const isKept = integer('upper', 1) === 1 ? across >= shift : across <= shift
        return isKept ? x!.values[index]! : 0
      }),
    ]
  },
  DepthToSpace: ([x], { integer, text }) => {
    const [batch, channels, height, width] = x!.dims as [number, number, number, number]
    const block = integer('blocksize', 1)
    const depth = channels / (block * block)
    return [
      read(x!, [batch, depth, height * block, width * block], ([n, c, row, column]) => {
        const offset = (row! % block) * block + (column! % block)
        const channel = text('mode', 'DCR') === 'DCR' ? offset * depth + c! : c! * block * block + offset
        return [n!, channel, Math.floor(row! / block), Math.floor(column! / block)]
      }),
    ]
  },
  SpaceToDepth: ([x], { integer }) => {
    const [batch, channels, height, width] = x!.dims as [number, number, number, number]
    const block = integer('blocksize', 1)
    return [
      read(x!, [batch, channels * block * block, height / block, width / block], ([n, c, row, column]) => {
        const offset = Math.floor(c! / channels)
        return [n!, c! % channels, row! * block + Math.floor(offset / block), column! * block + (offset % block)]
      }),
    ]
  },
  Concat: (inputs, { integer }) => {
    const parts = inputs as readonly Tensor64[]
    const axis = fromEnd(integer('axis', 0), parts[0]!.dims.length)
    const runs = parts.map(({ dims }) => productOf(dims.slice(axis)))
    const outer = productOf(parts[0]!.dims.slice(0, axis))
    const values = Array.from({ length: outer }, (_, o) =>
      parts.flatMap((part, i) => Array.from(part.values.subarray(o * runs[i]!, (o + 1) * runs[i]!))),
    ).flat()
    const length = parts.reduce((sum, { dims }) => sum + dims[axis]!, 0)
    return [{ dims: parts[0]!.dims.with(axis, length), values: Float64Array.from(values) }]
  },
  Split: ([x, split], attributes, outputs) => {
    const axis = fromEnd(attributes.integer('axis', 0), x!.dims.length)
    const sizes = split ? Array.from(split.values) : equalSizes(x!.dims[axis]!, outputs ?? 1, attributes)
    return sizes.map((size, i) => {
      const start = sizes.slice(0, i).reduce((sum, one) => sum + one, 0)
      return read(x!, x!.dims.with(axis, size), (to) => to.with(axis, to[axis]! + start))
    })
  },
}

function shaped({ values }: Tensor64, dims: readonly number[]): Tensor64 {
  return { dims, values }
}

function equalSizes(length: number, outputs: number, { integer }: Attributes): readonly number[] {
  const count = integer('num_outputs', outputs)
  const size = Math.ceil(length / count)
  return Array.from({ length: count }, (_, i) => Math.min(size, length - i * size))
}
