/** What a WebP file says beside its pixels. */
export interface WebpHeader {
  readonly width: number
  readonly height: number
  /** More than one in an animation. */
  readonly frames: number
  readonly exif: Uint8Array | null
}

/** Reads size, frames and EXIF block from the chunks of a WebP file. Throws an Error where there is no picture chunk, or the file is cut off. */
export function readWebpHeader(bytes: Uint8Array): WebpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let size: readonly [width: number, height: number] | null = null
  let frames = 0
  let exif: Uint8Array | null = null
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4))
    const length = view.getUint32(at + 4, true)
    const start = at + 8
    if (start + length > bytes.length) throw new Error('it ends within a part')
    if (name === 'EXIF') exif = bytes.subarray(start, start + length)
    if (name === 'ANMF') frames++
    size ??= sizeIn(name, view, start, length)
    at = start + length + (length % 2)
  }
  if (size === null) throw new Error('there is no picture in it')
  return { width: size[0], height: size[1], frames: Math.max(1, frames), exif }
}

/** The size that a chunk of this name states: the canvas, a lossy picture or a lossless one. */
function sizeIn(name: string, view: DataView, at: number, length: number): readonly [number, number] | null {
  if (name === 'VP8L' && length >= 5) {
    const bits = view.getUint32(at + 1, true)
    return [1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff)]
  }
  if (length < 10) return null
  if (name === 'VP8X') return [1 + uint24(view, at + 4), 1 + uint24(view, at + 7)]
  if (name === 'VP8 ') return [view.getUint16(at + 6, true) & 0x3fff, view.getUint16(at + 8, true) & 0x3fff]
  return null
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
