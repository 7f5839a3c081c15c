import { coordinatesOf } from './coordinates.ts'
import { at, fromEnd, placeOf, productOf, read } from './places.ts'
import type { Reference } from './reference.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const indexingReferences: Readonly<Record<string, Reference>> = {
  Slice: ([x, starts, ends, axes, steps]) => {
    let result = x!
    for (let i = 0; i < starts!.values.length; i++) {
      const axis = fromEnd(axes?.values[i] ?? i, x!.dims.length)
      result = sliceAxis(result, axis, starts!.values[i]!, ends!.values[i]!, steps?.values[i] ?? 1)
    }
    return [result]
  },
  Gather: ([x, indices], { integer }) => {
    const axis = fromEnd(integer('axis', 0), x!.dims.length)
    const dims = [...x!.dims.slice(0, axis), ...indices!.dims, ...x!.dims.slice(axis + 1)]
    const behind = axis + indices!.dims.length
    return [
      read(x!, dims, (to) => {
        const place = fromEnd(at(indices!, to.slice(axis, behind)), x!.dims[axis]!)
        return [...to.slice(0, axis), place, ...to.slice(behind)]
      }),
    ]
  },
  GatherElements: ([x, indices], { integer }) => {
    const axis = fromEnd(integer('axis', 0), x!.dims.length)
    return [read(x!, indices!.dims, (to) => to.with(axis, fromEnd(at(indices!, to), x!.dims[axis]!)))]
  },
  GatherND: ([x, indices], { integer }) => {
    const batch = integer('batch_dims', 0)
    const outer = indices!.dims.slice(0, -1)
    const depth = indices!.dims.at(-1)!
    return [
      read(x!, [...outer, ...x!.dims.slice(batch + depth)], (to) => {
        const position = to.slice(0, outer.length)
        const tuple = Array.from({ length: depth }, (_, i) => fromEnd(at(indices!, [...position, i]), x!.dims[batch + i]!))
        return [...position.slice(0, batch), ...tuple, ...to.slice(outer.length)]
      }),
    ]
  },
  TopK: ([x, count], { integer }) => {
    const axis = fromEnd(integer('axis', -1), x!.dims.length)
    const sign = integer('largest', 1) === 1 ? -1 : 1
    const dims = x!.dims.with(axis, count!.values[0]!)
    const foundAt = (to: readonly number[]): number => {
      const line = Array.from({ length: x!.dims[axis]! }, (_, i) => at(x!, to.with(axis, i)))
      const order = [...line.keys()].sort((a, b) => sign * (line[a]! - line[b]!) || a - b)
      return order[to[axis]!]!
    }
    const places = tensor64(dims, (index) => foundAt(coordinatesOf(index, dims)))
    return [read(x!, dims, (to) => to.with(axis, at(places, to))), places]
  },
  Col2Im: ([x, imageShape, blockShape], { integers }) => {
    const image = Array.from(imageShape!.values)
    const block = Array.from(blockShape!.values)
    const dilations = integers('dilations') ?? block.map(() => 1)
    const strides = integers('strides') ?? block.map(() => 1)
    const pads = integers('pads') ?? [...block, ...block].map(() => 0)
    const counts = block.map((size, axis) => {
      const length = image[axis]! + pads[axis]! + pads[axis + block.length]! - dilations[axis]! * (size - 1) - 1
      return Math.floor(length / strides[axis]!) + 1
    })
    const [batch, columns] = x!.dims as [number, number, number]
    const dims = [batch, columns / productOf(block), ...image]
    const values = new Float64Array(productOf(dims))
    x!.values.forEach((value, index) => {
      const [n, column, position] = coordinatesOf(index, x!.dims) as [number, number, number]
      const [channel, ...within] = coordinatesOf(column, [dims[1]!, ...block])
      const where = coordinatesOf(position, counts).map(
        (start, axis) => start * strides[axis]! - pads[axis]! + within[axis]! * dilations[axis]!,
      )
      if (where.every((place, axis) => place >= 0 && place < image[axis]!))
        values[placeOf([n, channel!, ...where], dims)]! += value
    })
    return [{ dims, values }]
  },
  ScatterElements: ([data, indices, updates], { integer, text }) => {
    const axis = fromEnd(integer('axis', 0), data!.dims.length)
    return [
      write(data!, updates!, text('reduction', 'none'), (from) =>
        from.with(axis, fromEnd(at(indices!, from), data!.dims[axis]!)),
      ),
    ]
  },
  ScatterND: ([data, indices, updates], { text }) => {
    const outer = indices!.dims.length - 1
    return [
      write(data!, updates!, text('reduction', 'none'), (from) => {
        const tuple = Array.from({ length: indices!.dims.at(-1)! }, (_, i) =>
          fromEnd(at(indices!, [...from.slice(0, outer), i]), data!.dims[i]!),
        )
        return [...tuple, ...from.slice(outer)]
      }),
    ]
  },
  Pad: ([x, pads, value, given], { text }) => {
    const rank = x!.dims.length
    const axes = given ? Array.from(given.values, (axis) => fromEnd(axis, rank)) : x!.dims.map((_, axis) => axis)
    const amount = (axis: number, offset: number): number =>
      axes.includes(axis) ? pads!.values[axes.indexOf(axis) + offset]! : 0
    const dims = x!.dims.map((size, axis) => amount(axis, 0) + size + amount(axis, axes.length))
    return [
      tensor64(dims, (index) => {
        const from = coordinatesOf(index, dims).map((position, axis) => position - amount(axis, 0))
        const isInside = from.every((position, axis) => position >= 0 && position < x!.dims[axis]!)
        if (text('mode', 'constant') === 'constant') return isInside ? at(x!, from) : (value?.values[0] ?? 0)
        return at(
          x!,
          from.map((position, axis) => walkInside(position, x!.dims[axis]!, text('mode', 'constant'))),
        )
      }),
    ]
  },
  CenterCropPad: ([x, shape], { integers }) => {
    const axes = (integers('axes') ?? x!.dims.map((_, axis) => axis)).map((axis) => fromEnd(axis, x!.dims.length))
    const dims = x!.dims.map((size, axis) => (axes.includes(axis) ? shape!.values[axes.indexOf(axis)]! : size))
    return [
      tensor64(dims, (index) => {
        const from = coordinatesOf(index, dims).map((position, axis) => {
          const surplus = x!.dims[axis]! - dims[axis]!
          return surplus > 0 ? position + Math.floor(surplus / 2) : position - Math.floor(-surplus / 2)
        })
        return from.every((position, axis) => position >= 0 && position < x!.dims[axis]!) ? at(x!, from) : 0
      }),
    ]
  },
}

function sliceAxis(x: Tensor64, axis: number, start: number, end: number, step: number): Tensor64 {
  const size = x.dims[axis]!
  const clamp = (bound: number): number =>
    step > 0 ? Math.min(size, Math.max(0, fromEnd(bound, size))) : Math.min(size - 1, Math.max(-1, fromEnd(bound, size)))
  const places: number[] = []
  for (let place = clamp(start); step > 0 ? place < clamp(end) : place > clamp(end); place += step) places.push(place)
  return read(x, x.dims.with(axis, places.length), (to) => to.with(axis, places[to[axis]!]!))
}

/** Update by update, in order. */
function write(
  data: Tensor64,
  updates: Tensor64,
  reduction: string,
  to: (from: readonly number[]) => readonly number[],
): Tensor64 {
  const values = data.values.slice()
  for (let i = 0; i < productOf(updates.dims); i++) {
    const place = placeOf(to(coordinatesOf(i, updates.dims)), data.dims)
    values[place] = reduction === 'add' ? values[place]! + updates.values[i]! : updates.values[i]!
  }
  return { dims: data.dims, values }
}

/** One step at a time from outside an axis to the position that stands for it. */
function walkInside(position: number, size: number, mode: string): number {
  let place = position
  while (place < 0 || place >= size) {
    if (mode === 'edge') place += place < 0 ? 1 : -1
    else if (mode === 'wrap') place += place < 0 ? size : -size
    else place = place < 0 ? -place : 2 * (size - 1) - place
  }
  return place
}
