import { crc32 } from 'node:zlib'

const signatureBytes = 8
const paletteType = 3

/** Chunks that mean the same in a grey picture. */
const keptChunks = new Set(['IHDR', 'IDAT', 'IEND', 'eXIf'])

/**
 * A PNG file with a palette as a grey one, whose values are the indices: only the header's colour type changes, and what belongs to
 * colours is left out. Other PNG files come back as they are, damaged ones as damaged as before.
 */
export function showPaletteIndices(bytes: Uint8Array): Uint8Array {
  const colourType = signatureBytes + 17
  if (bytes[colourType] !== paletteType) return bytes

  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [bytes.subarray(0, signatureBytes)]
  for (let at = signatureBytes; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (keptChunks.has(type)) parts.push(type === 'IHDR' ? asGrey(bytes.subarray(at, end)) : bytes.subarray(at, end))
    at = end
  }
  return Uint8Array.from(Buffer.concat(parts))
}

/** The header chunk with colour type 0 and the check sum that goes with it. */
function asGrey(header: Uint8Array): Uint8Array {
  // A Buffer's own slice would share its memory.
  const grey = Uint8Array.from(header)
  grey[17] = 0
  new DataView(grey.buffer).setUint32(grey.length - 4, crc32(grey.subarray(4, -4)))
  return grey
}
