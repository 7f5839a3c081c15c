import type { Metadata, default as Sharp } from 'sharp'
import { maximumPixels } from './limits.ts'
import type { Picture } from './picture.ts'
import {
  checkPictureSize,
  corrupt,
  makePicture,
  type NamedBytes,
  supportedFormatOf,
  unsupported,
  unsupportedCmyk,
} from './picture-file.ts'
import { readBytes } from './read-bytes.node.ts'
import { loadSharp } from './sharp.node.ts'
import { toRgb } from './to-rgb.ts'

/** Formats differ in how a pixel is stored; these end as the same 8-bit RGB in every decoder. */
const plainSpaces = new Set(['srgb', 'rgb', 'b-w', 'rgb16', 'grey16'])
const plainDepths = new Set(['uchar', 'ushort'])

/**
 * Decodes a JPEG, PNG, WebP, GIF, TIFF or AVIF file, whatever its name says, to 8-bit RGB: upright by its EXIF orientation, without
 * colour management (as training code reads pictures), the high byte of 16-bit values, the first of several frames
 * (warning PICTURE_FIRST_FRAME), alpha dropped rather than composited (warning PICTURE_ALPHA_DROPPED where any pixel is not opaque).
 *
 * Throws PICTURE_UNREADABLE (missing, empty, truncated, corrupt), PICTURE_TOO_LARGE (above 100 million pixels, known before anything is
 * decoded, or 512 MiB), PICTURE_UNSUPPORTED (another format, CMYK, floats), BACKEND_UNAVAILABLE (sharp is not installed).
 */
export async function readPicture(source: string | URL | Uint8Array, options: { readonly name?: string } = {}): Promise<Picture> {
  const file = await readBytes(source, options.name)
  supportedFormatOf(file)
  const open = await loadSharp()
  const metadata = await readMetadata(open, file)
  checkMetadata(metadata, file.name)
  return makePicture(file, { ...(await decode(open, file)), frames: metadata.pages ?? 1 })
}

async function readMetadata(open: typeof Sharp, { name, bytes }: NamedBytes): Promise<Metadata> {
  try {
    return await open(bytes, { limitInputPixels: false }).metadata()
  } catch (cause) {
    throw corrupt(name, cause)
  }
}

function checkMetadata({ width, height, space, depth }: Metadata, name: string): void {
  checkPictureSize(width, height, name)
  if (space === 'cmyk') throw unsupportedCmyk(name)
  if (plainSpaces.has(space) && plainDepths.has(depth)) return
  throw unsupported(
    name,
    `its pixels are ${depth} values of colour space ${space}`,
    'Convert it to an RGB or grey PNG with 8 or 16 bits.',
  )
}

async function decode(
  open: typeof Sharp,
  { name, bytes }: NamedBytes,
): Promise<ReturnType<typeof toRgb> & { width: number; height: number }> {
  try {
    const { data, info } = await open(bytes, { ignoreIcc: true, limitInputPixels: maximumPixels })
      .autoOrient()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { ...toRgb(data, info.channels), width: info.width, height: info.height }
  } catch (cause) {
    throw corrupt(name, cause)
  }
}
