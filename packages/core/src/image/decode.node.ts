import type { Metadata, default as Sharp } from 'sharp'
import { TelltaleError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { detectFormat, supportedFormats } from './format.ts'
import { maximumPixels } from './limits.ts'
import type { Picture } from './picture.ts'
import { type NamedBytes, readBytes, unreadable } from './read-bytes.node.ts'
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
  checkFormat(file)
  const open = await loadSharp()
  const metadata = await readMetadata(open, file)
  checkMetadata(metadata, file.name)
  const { rgb, width, height, opaque } = await decode(open, file)

  const warnings: Picture['warnings'][number][] = []
  if ((metadata.pages ?? 1) > 1) {
    warnings.push({ code: 'PICTURE_FIRST_FRAME', message: `The file has ${metadata.pages} frames; only the first is used.` })
  }
  if (!opaque) {
    warnings.push({
      code: 'PICTURE_ALPHA_DROPPED',
      message: 'The picture is partly transparent. Transparency is ignored: the colours stored beneath it are used.',
    })
  }
  const hashes = { file: await sha256(file.bytes), pixels: await sha256(rgb) }
  return { name: file.name, width, height, rgb, sha256: hashes, warnings }
}

function checkFormat({ name, bytes }: NamedBytes): void {
  const format = detectFormat(bytes)
  if (format?.supported) return
  throw unsupported(
    name,
    format ? `it is a ${format.name} file` : 'it is no picture format that we know',
    `Convert it to ${supportedFormats}.`,
  )
}

async function readMetadata(open: typeof Sharp, { name, bytes }: NamedBytes): Promise<Metadata> {
  try {
    return await open(bytes, { limitInputPixels: false }).metadata()
  } catch (cause) {
    throw corrupt(name, cause)
  }
}

function checkMetadata({ width, height, space, depth }: Metadata, name: string): void {
  if (width * height > maximumPixels) {
    throw new TelltaleError(
      'PICTURE_TOO_LARGE',
      `"${name}" has ${width}x${height} pixels; the limit is ${maximumPixels} in all.`,
      'Scale the picture down, or crop it.',
      { file: name, value: width * height, limit: maximumPixels },
    )
  }
  if (space === 'cmyk')
    throw unsupported(name, 'its colours are CMYK, which every decoder turns into other RGB', 'Convert it to RGB.')
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

function corrupt(name: string, cause: unknown): TelltaleError {
  const message = cause instanceof Error ? cause.message : String(cause)
  const reason = message.replace(/\s+/g, ' ').replace(/[\s:.]+$/, '')
  return unreadable(name, `it is damaged or cut off (${reason})`, 'Save or download the picture again.', cause)
}

function unsupported(name: string, reason: string, fix: string): TelltaleError {
  return new TelltaleError('PICTURE_UNSUPPORTED', `"${name}" cannot be used: ${reason}.`, fix, { file: name })
}
