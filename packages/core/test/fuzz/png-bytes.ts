import { crc32, deflateSync } from 'node:zlib'

/** One chunk of a PNG with a right checksum, so that what is in it is believed. */
function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}

/** A black PNG of one bit a pixel: a kilobyte for a megapixel. `further` chunks lie before the pixels, which may be left out. */
export function blackPng(
  width: number,
  height: number,
  { hasPixels = true, further = [] }: { readonly hasPixels?: boolean; readonly further?: readonly Uint8Array[] } = {},
): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 1
  const rows = hasPixels ? deflateSync(new Uint8Array(height * (1 + Math.ceil(width / 8)))) : new Uint8Array(0)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    ...further,
    pngChunk('IDAT', rows),
    pngChunk('IEND', new Uint8Array(0)),
  ])
}

/** A compressed comment that unpacks to so many megabytes of nothing. */
export function commentBomb(megabytes: number): Uint8Array {
  return pngChunk('zTXt', Buffer.concat([Buffer.from('comment\0\0', 'latin1'), deflateSync(new Uint8Array(megabytes << 20))]))
}
