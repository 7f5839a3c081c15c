import { decodeHalf } from '../math/decode-half.ts'
import { maximumPixels } from './limits.ts'
import { cutOff, type NpyHeader, readNpyHeader, unreadableMap } from './npy-header.ts'

/** The numbers of a `.npy` file, in C order: the last axis varies fastest. */
export interface NpyArray {
  readonly kind: NpyHeader['kind']
  readonly shape: readonly number[]
  readonly values: Float64Array
}

/**
 * Reads a `.npy` file of truth values (0 and 1), whole numbers or floats, in either byte order and either order of axes. Whole numbers of 64
 * bits beyond 2^53 are rounded. Throws MAP_UNREADABLE when the file is no such thing, is cut off, or says it holds more than 100 million
 * values, which is known before memory is taken.
 */
export function decodeNpy(bytes: Uint8Array, name: string): NpyArray {
  const header = readNpyHeader(bytes, name)
  const count = header.shape.reduce((product, length) => product * length, 1)
  if (count > maximumPixels) {
    const shape = header.shape.join('x')
    throw unreadableMap(name, `it has ${shape} values; the limit is ${maximumPixels}`, 'Save it smaller.', shape, maximumPixels)
  }
  const needed = header.start + count * header.size
  if (bytes.length < needed) throw cutOff(name, bytes.length, needed)

  const values = readValues(new DataView(bytes.buffer, bytes.byteOffset + header.start), count, header)
  const { kind, shape } = header
  return { kind, shape, values: header.fortranOrder ? reverseAxes(values, shape) : values }
}

function readValues(view: DataView, count: number, { kind, size, littleEndian }: NpyHeader): Float64Array {
  const read = readers[`${kind}${size}`]!
  const values = new Float64Array(count)
  for (let i = 0; i < count; i++) values[i] = read(view, i * size, littleEndian)
  return values
}

const readers: Readonly<Record<string, (view: DataView, at: number, little: boolean) => number>> = {
  b1: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  f2: (view, at, little) => decodeHalf(view.getUint16(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
}

/** Brings values whose first axis varies fastest into C order. */
function reverseAxes(values: Float64Array, shape: readonly number[]): Float64Array {
  const result = new Float64Array(values.length)
  // Steps in C order of each axis, walked as an odometer whose first wheel turns fastest.
  const steps = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1))
  const position = shape.map(() => 0)
  let at = 0
  for (const value of values) {
    result[at] = value
    for (let axis = 0; axis < shape.length; axis++) {
      at += steps[axis]!
      position[axis]! += 1
      if (position[axis]! < shape[axis]!) break
      at -= steps[axis]! * shape[axis]!
      position[axis] = 0
    }
  }
  return result
}
