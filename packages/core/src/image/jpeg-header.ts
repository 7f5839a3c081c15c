/** What a JPEG file says before its pixels. */
export interface JpegHeader {
  readonly width: number
  readonly height: number
  /** Colour components: 1 grey, 3 colour, 4 CMYK. */
  readonly components: number
  /** Whether the end of the picture is there; a thumbnail's in the header does not count. */
  readonly isWhole: boolean
}

/** Reads size and components of a JPEG. Throws an Error where no frame header is found. */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let frame: Omit<JpegHeader, 'isWhole'> | null = null
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) throw new Error('a marker is missing')
    const marker = bytes[at + 1]!
    // Any number of fill bytes may stand before a marker, and some markers stand alone.
    if (marker === 0xff || isAlone(marker)) {
      at += marker === 0xff ? 1 : 2
      continue
    }
    if (isFrame(marker) && at + 10 <= bytes.length)
      frame = { height: view.getUint16(at + 5), width: view.getUint16(at + 7), components: bytes[at + 9]! }
    if (marker === scan && frame) return { ...frame, isWhole: hasEnd(bytes, at) }
    at += 2 + view.getUint16(at + 2)
  }
  throw new Error('there are no pixels in it')
}

const scan = 0xda
const end = 0xd9

const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** Start-of-frame markers; C4, C8 and CC in their midst mean other things. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** Among coded pixels FF is always followed by 00 or a restart, so that an end marker is one; cameras may write more behind it. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) if (bytes[at + 1] === end) return true
  return false
}
