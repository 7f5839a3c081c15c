import type { DecodedPng } from 'fast-png'
import { orientationOf, turnUpright } from './orientation.ts'
import { corrupt, type DecodedPicture, type NamedBytes } from './picture-file.ts'
import type { PngHeader } from './png-header.ts'
import { type OpaqueRgb, toRgb } from './to-rgb.ts'

/** A PNG in plain TypeScript: the same pixels in every browser as in Node, upright, the high byte of 16 bits. Check sums are checked. */
export async function decodePng({ name, bytes }: NamedBytes, { exif }: PngHeader): Promise<DecodedPicture> {
  try {
    const { convertIndexedToRgb, decode } = await import('fast-png')
    const png = decode(bytes, { checkCrc: true })
    const { width, height } = png
    const { rgb, opaque } = png.palette
      ? toRgb(convertIndexedToRgb(png), png.palette[0]!.length)
      : withKey(png, toRgb(to8Bits(png), png.channels))
    return { ...turnUpright({ rgb, width, height }, orientationOf(exif)), opaque, frames: 1 }
  } catch (cause) {
    throw corrupt(name, cause)
  }
}

/** The high byte of 16 bits; less than 8 bits of grey, packed into bytes row by row, are spread over 0..255. */
function to8Bits({ data, depth, width, height }: DecodedPng): Uint8Array {
  if (depth === 16) return Uint8Array.from(data, (value) => value >> 8)
  if (depth === 8) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const largest = 2 ** depth - 1
  const rowBytes = Math.ceil((width * depth) / 8)
  return Uint8Array.from({ length: width * height }, (_, pixel) => {
    const bit = (pixel % width) * depth
    const byte = data[Math.floor(pixel / width) * rowBytes + (bit >> 3)]!
    return (((byte >> (8 - depth - (bit & 7))) & largest) * 255) / largest
  })
}

/** Pictures without alpha may name one grey value or colour that is transparent. */
function withKey({ transparency, data, channels, depth }: DecodedPng, { rgb, opaque }: OpaqueRgb): OpaqueRgb {
  if (transparency === undefined || transparency.length !== channels) return { rgb, opaque }
  const key = depth >= 8 ? Array.from(transparency) : [(transparency[0]! * 255) / (2 ** depth - 1)]
  const values = depth >= 8 ? data : rgb
  const step = depth >= 8 ? channels : 3
  for (let at = 0; at < values.length; at += step)
    if (key.every((value, channel) => values[at + channel] === value)) return { rgb, opaque: false }
  return { rgb, opaque }
}
