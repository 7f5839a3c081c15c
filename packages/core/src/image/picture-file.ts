import { TelltaleError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { detectFormat, supportedFormats } from './format.ts'
import { maximumFileBytes, maximumPixels } from './limits.ts'
import type { Picture } from './picture.ts'
import type { OpaqueRgb } from './to-rgb.ts'

/** The bytes of a picture file and what to call it. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a decoder found in a file, upright. */
export interface DecodedPicture extends OpaqueRgb {
  readonly width: number
  readonly height: number
  /** Of which the first was decoded. */
  readonly frames: number
}

/** Throws PICTURE_TOO_LARGE for more than 512 MiB, and PICTURE_UNREADABLE for nothing. */
export function checkedBytes(bytes: Uint8Array, name: string): NamedBytes {
  checkFileSize(bytes.length, name)
  if (bytes.length === 0) throw unreadable(name, 'it is empty (0 bytes)', 'Save or download the picture again.')
  return { name, bytes }
}

/** Throws PICTURE_TOO_LARGE for a file of more than 512 MiB. */
export function checkFileSize(size: number, file: string): void {
  if (size <= maximumFileBytes) return
  throw new TelltaleError(
    'PICTURE_TOO_LARGE',
    `"${file}" has ${size} bytes; the limit is ${maximumFileBytes}.`,
    'Save the picture smaller or more strongly compressed.',
    { file, value: size, limit: maximumFileBytes },
  )
}

/** Throws PICTURE_TOO_LARGE for more than 100 million pixels. */
export function checkPictureSize(width: number, height: number, name: string): void {
  if (width * height <= maximumPixels) return
  throw new TelltaleError(
    'PICTURE_TOO_LARGE',
    `"${name}" has ${width}x${height} pixels; the limit is ${maximumPixels} in all.`,
    'Scale the picture down, or crop it.',
    { file: name, value: width * height, limit: maximumPixels },
  )
}

/** The name of the format, one of those that we decode. Throws PICTURE_UNSUPPORTED. */
export function supportedFormatOf({ name, bytes }: NamedBytes): string {
  const format = detectFormat(bytes)
  if (format?.supported) return format.name
  const reason = format ? `it is a ${format.name} file` : 'it is no picture format that we know'
  throw unsupported(name, reason, `Convert it to ${supportedFormats}.`)
}

/** A picture with its hashes, and what decoding had to drop as warnings. */
export async function makePicture(
  { name, bytes }: NamedBytes,
  { rgb, width, height, opaque, frames }: DecodedPicture,
  further: Picture['warnings'] = [],
): Promise<Picture> {
  const firstFrame = {
    code: 'PICTURE_FIRST_FRAME',
    message: `The file has ${frames} frames; only the first is used.`,
  }
  const alphaDropped = {
    code: 'PICTURE_ALPHA_DROPPED',
    message: 'The picture is partly transparent. Transparency is ignored: the colours stored beneath it are used.',
  }
  const warnings = [...(frames > 1 ? [firstFrame] : []), ...(opaque ? [] : [alphaDropped]), ...further]
  return { name, width, height, rgb, sha256: { file: await sha256(bytes), pixels: await sha256(rgb) }, warnings }
}

/** A picture that cannot be read, with the reason and the remedy. */
export function unreadable(file: string, reason: string, fix: string, cause?: unknown): TelltaleError {
  return new TelltaleError('PICTURE_UNREADABLE', `"${file}" cannot be read: ${reason}.`, fix, { file }, cause)
}

/** A picture that its decoder gave up on. */
export function corrupt(name: string, cause: unknown): TelltaleError {
  const message = cause instanceof Error ? cause.message : String(cause)
  const reason = message.replace(/\s+/g, ' ').replace(/[\s:.]+$/, '')
  return unreadable(name, `it is damaged or cut off (${reason})`, 'Save or download the picture again.', cause)
}

/** A picture whose format or colours would come out differently elsewhere. */
export function unsupported(name: string, reason: string, fix: string): TelltaleError {
  return new TelltaleError('PICTURE_UNSUPPORTED', `"${name}" cannot be used: ${reason}.`, fix, { file: name })
}

/** CMYK pictures, which sharp, Pillow and browsers turn into colours up to 36 levels apart. */
export function unsupportedCmyk(name: string): TelltaleError {
  return unsupported(name, 'its colours are CMYK, which every decoder turns into other RGB', 'Convert it to RGB.')
}
