import type { JpegHeader } from './jpeg-header.ts'
import { corrupt, type DecodedPicture, type NamedBytes, unsupportedCmyk } from './picture-file.ts'
import { toRgb } from './to-rgb.ts'

/**
 * A JPEG by mozjpeg in WebAssembly: the same pixels in every browser as in Node, upright. The decoder fills in what is cut off, so the browser's own
 * has to accept the file first, and its end has to be there.
 */
export async function decodeJpeg({ name, bytes }: NamedBytes, header: JpegHeader): Promise<DecodedPicture> {
  if (header.components === 4) throw unsupportedCmyk(name)
  if (!header.isWhole) throw corrupt(name, 'its end is missing')
  try {
    const own = new Uint8Array(bytes)
    const bitmap = await createImageBitmap(new Blob([own], { type: 'image/jpeg' }))
    bitmap.close()
    const { default: decode } = await import('@jsquash/jpeg/decode.js')
    const { data, width, height } = await decode(own.buffer, { preserveOrientation: true })
    return { ...toRgb(new Uint8Array(data.buffer), 4), width, height, frames: 1 }
  } catch (cause) {
    throw corrupt(name, cause)
  }
}
