/** What a PNG file says beside its pixels. */
export interface PngHeader {
  readonly width: number
  readonly height: number
  readonly depth: number
  readonly isInterlaced: boolean
  readonly exif: Uint8Array | null
}

const signatureBytes = 8

/** Reads the header of a PNG and finds its EXIF block. Throws an Error where the file ends before its header does. */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  if (bytes.length < signatureBytes + 25) throw new Error('its header is missing')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    depth: bytes[24]!,
    isInterlaced: bytes[28] === 1,
    exif: findChunk(bytes, view, 'eXIf'),
  }
}

function findChunk(bytes: Uint8Array, view: DataView, name: string): Uint8Array | null {
  for (let at = signatureBytes; at + 12 <= bytes.length; ) {
    const start = at + 8
    const length = view.getUint32(at)
    if (String.fromCharCode(...bytes.subarray(at + 4, start)) === name) return bytes.subarray(start, start + length)
    at = start + length + 4
  }
  return null
}
