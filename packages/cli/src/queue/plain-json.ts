/** How an array of numbers is written in JSON. */
interface WrittenArray {
  readonly numbers: keyof typeof kinds
  readonly base64: string
}

const kinds = { Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array }

/** Makes of plain data with typed arrays, as maps and labels are, what JSON can hold. */
export function toJson(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const name = Object.keys(kinds).find((kind) => value instanceof kinds[kind as keyof typeof kinds])
    if (name === undefined) throw new TypeError('no such array is sent')
    return { numbers: name, base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
  }
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toJson(part)]))
}

/** The other way round. */
export function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson)
  if (typeof value !== 'object' || value === null) return value
  if (isWrittenArray(value)) return new kinds[value.numbers](Uint8Array.from(Buffer.from(value.base64, 'base64')).buffer)
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, fromJson(part)]))
}

function isWrittenArray(value: object): value is WrittenArray {
  return 'numbers' in value && 'base64' in value && String(value.numbers) in kinds
}
