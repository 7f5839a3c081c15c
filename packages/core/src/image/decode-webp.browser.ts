import { orientationOf, turnUpright } from './orientation.ts'
import { corrupt, type DecodedPicture, type NamedBytes } from './picture-file.ts'
import { toRgb } from './to-rgb.ts'
import type { WebpHeader } from './webp-header.ts'

/** A WebP picture that does not move, by libwebp in WebAssembly: the same pixels in every browser as in Node, upright. */
export async function decodeWebp({ name, bytes }: NamedBytes, { exif }: WebpHeader): Promise<DecodedPicture> {
  try {
    const { default: decode } = await import('@jsquash/webp/decode.js')
    const { data, width, height } = await decode(new Uint8Array(bytes).buffer)
    const { rgb, opaque } = toRgb(new Uint8Array(data.buffer), 4)
    return { ...turnUpright({ rgb, width, height }, orientationOf(exif)), opaque, frames: 1 }
  } catch (cause) {
    throw corrupt(name, cause)
  }
}
