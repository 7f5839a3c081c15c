import { TelltaleError } from '../errors.ts'

/** What the header of a `.npy` file says of its numbers. */
export interface NpyHeader {
  /** NumPy's letter for the kind of number: b (truth value), i, u (whole), f (float). */
  readonly kind: 'b' | 'i' | 'u' | 'f'
  /** Bytes of one number. */
  readonly size: number
  readonly littleEndian: boolean
  /** Whether the first axis varies fastest. */
  readonly fortranOrder: boolean
  readonly shape: readonly number[]
  /** Where the numbers begin. */
  readonly start: number
}

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

/** A header of a plain array is shorter than 128 bytes. */
const longestHeader = 65_536

/** NumPy itself stops at 64 axes. */
const mostAxes = 64

/** Reads the header of a `.npy` file, format versions 1 to 3. Throws MAP_UNREADABLE when it is damaged or describes no plain numbers. */
export function readNpyHeader(bytes: Uint8Array, name: string): NpyHeader {
  if (!isNpy(bytes)) throw unreadableMap(name, 'it does not begin as a .npy file does', 'Save it with numpy.save.')
  const version = bytes[6] ?? 0
  if (version < 1 || version > 3) {
    throw unreadableMap(name, `it is of format version ${version}; 1 to 3 are known`, 'Save it with numpy.save.', version, 3)
  }
  const fixed = version === 1 ? 10 : 12
  if (bytes.length < fixed) throw cutOff(name, bytes.length, fixed)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  if (length > longestHeader) {
    throw unreadableMap(name, `its header has ${length} bytes`, 'Save it with numpy.save.', length, longestHeader)
  }
  if (bytes.length < fixed + length) throw cutOff(name, bytes.length, fixed + length)
  const text = new TextDecoder().decode(bytes.subarray(fixed, fixed + length))
  return { ...parseDescription(text, name), start: fixed + length }
}

/** Whether bytes begin as a `.npy` file does. */
export function isNpy(bytes: Uint8Array): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

function parseDescription(text: string, name: string): Omit<NpyHeader, 'start'> {
  const description = /'descr'\s*:\s*(?:'([^']*)'|(\[))/.exec(text)
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(text)
  const shape = /'shape'\s*:\s*\(([\d\s,]*)\)/.exec(text)
  if (!description || !order || !shape) {
    throw unreadableMap(name, 'its header is damaged', 'Save it with numpy.save.', text.trim().slice(0, 80))
  }
  return {
    ...parseType(description[1] ?? 'a table of several columns', name),
    fortranOrder: order[1] === 'True',
    shape: parseShape(shape[1]!, name),
  }
}

const sizes: Readonly<Record<string, readonly number[]>> = { b: [1], i: [1, 2, 4, 8], u: [1, 2, 4, 8], f: [2, 4, 8] }

function parseType(type: string, name: string): Pick<NpyHeader, 'kind' | 'size' | 'littleEndian'> {
  const [, order, kind, digits] = /^([<>|=])([biuf])(\d+)$/.exec(type) ?? []
  const size = Number(digits)
  if (kind && sizes[kind]!.includes(size)) {
    return { kind: kind as NpyHeader['kind'], size, littleEndian: order !== '>' }
  }
  throw unreadableMap(
    name,
    `its values are of type ${type}`,
    'Save plain numbers: array.astype("float32"), or "int32" for labels.',
    type,
    'bool, whole numbers up to 64 bits, floats of 16, 32 and 64 bits',
  )
}

function parseShape(text: string, name: string): number[] {
  const parts = text.split(',').map((part) => part.trim())
  // A tuple of one ends in a comma, and any tuple may.
  if (parts.at(-1) === '') parts.pop()
  const shape = parts.map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : Number.NaN))
  if (shape.length <= mostAxes && shape.every(Number.isSafeInteger)) return shape
  throw unreadableMap(name, `its shape is (${text.slice(0, 80)})`, 'Save it with numpy.save.', text.slice(0, 80))
}

/** A file that ends before it should. */
export function cutOff(name: string, has: number, needs: number): TelltaleError {
  return unreadableMap(name, `it is cut off: it has ${has} of ${needs} bytes`, 'Save or copy it again.', has, needs)
}

/** A map that cannot be used, with the reason and the remedy. */
export function unreadableMap(
  file: string,
  reason: string,
  fix: string,
  value?: number | string,
  limit?: number | string,
): TelltaleError {
  const where = { file, ...(value === undefined ? {} : { value }), ...(limit === undefined ? {} : { limit }) }
  return new TelltaleError('MAP_UNREADABLE', `"${file}" cannot be used as a map: ${reason}.`, fix, where)
}
