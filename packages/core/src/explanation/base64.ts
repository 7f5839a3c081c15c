/** Float32 numbers as little-endian base64. */
export function encodeFloats(values: Float32Array): string {
  const bytes = new Uint8Array(4 * values.length)
  const view = new DataView(bytes.buffer)
  values.forEach((value, index) => {
    view.setFloat32(4 * index, value, true)
  })
  return encodeBytes(bytes)
}

/** Bytes as base64. */
export function encodeBytes(bytes: Uint8Array): string {
  let text = ''
  // In slices: the argument list of one call is bounded.
  for (let start = 0; start < bytes.length; start += 8192) text += String.fromCharCode(...bytes.subarray(start, start + 8192))
  return btoa(text)
}

/** The reverse of `encodeFloats`. */
export function decodeFloats(base64: string): Float32Array {
  const text = atob(base64)
  const view = new DataView(Uint8Array.from(text, (character) => character.charCodeAt(0)).buffer)
  return Float32Array.from({ length: Math.floor(text.length / 4) }, (_, index) => view.getFloat32(4 * index, true))
}

/** Whether a text is what `encodeFloats` makes of so many numbers, whatever they are. */
export function holdsFloats(base64: string, count: number): boolean {
  const bytes = 4 * count
  const padding = (3 - (bytes % 3)) % 3
  const digits = 4 * Math.ceil(bytes / 3) - padding
  return (
    base64.length === digits + padding && base64.endsWith('='.repeat(padding)) && /^[A-Za-z0-9+/]*$/.test(base64.slice(0, digits))
  )
}
