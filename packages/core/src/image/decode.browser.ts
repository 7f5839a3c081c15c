import { decodeBitmap } from './decode-bitmap.browser.ts'
import { decodeJpeg } from './decode-jpeg.browser.ts'
import { decodePng } from './decode-png.browser.ts'
import { decodeWebp } from './decode-webp.browser.ts'
import { readJpegHeader } from './jpeg-header.ts'
import type { Picture } from './picture.ts'
import {
  checkedBytes,
  checkFileSize,
  checkPictureSize,
  corrupt,
  type DecodedPicture,
  makePicture,
  type NamedBytes,
  supportedFormatOf,
  unreadable,
} from './picture-file.ts'
import { readPngHeader } from './png-header.ts'
import { readWebpHeader } from './webp-header.ts'

/**
 * Decodes a picture in a page or a worker: a dropped file, a URL or bytes. The same rules as in Node, and the same bytes for JPEG, PNG and WebP in every browser: EXIF orientation
 * applied, no colour management, alpha dropped with a warning, the high byte of 16 bits. What else the browser can show (GIF, AVIF, moving WebP) its own decoder
 * reads, which a warning says.
 *
 * Throws PICTURE_UNREADABLE, PICTURE_TOO_LARGE, PICTURE_UNSUPPORTED as in Node, and BACKEND_UNAVAILABLE where such a picture needs WebGL2 and there is none.
 */
export async function readPicture(
  source: string | URL | Blob | Uint8Array,
  options: { readonly name?: string } = {},
): Promise<Picture> {
  const file = await readBytes(source, options.name)
  const format = supportedFormatOf(file)
  const decoded = await decodeAlike(file, format)
  if (decoded !== null) return makePicture(file, decoded)
  const message = `This browser's own decoder read the ${format} file; elsewhere its colours may be slightly other ones.`
  return makePicture(file, await decodeBitmap(file, format), [{ code: 'PICTURE_DECODED_BY_BROWSER', message }])
}

/** By a decoder that gives the same pixels everywhere; null where there is none. */
async function decodeAlike(file: NamedBytes, format: string): Promise<DecodedPicture | null> {
  if (format === 'JPEG') return await decodeJpeg(file, readHeader(file, readJpegHeader))
  if (format === 'PNG') {
    const header = readHeader(file, readPngHeader)
    // The decoder takes rows of an interlaced picture to be whole bytes a pixel.
    return header.isInterlaced && header.depth < 8 ? null : await decodePng(file, header)
  }
  if (format !== 'WebP') return null
  const header = readHeader(file, readWebpHeader)
  return header.frames > 1 ? null : await decodeWebp(file, header)
}

function readHeader<Header extends { readonly width: number; readonly height: number }>(
  { name, bytes }: NamedBytes,
  read: (bytes: Uint8Array) => Header,
): Header {
  let header: Header
  try {
    header = read(bytes)
  } catch (cause) {
    throw corrupt(name, cause)
  }
  checkPictureSize(header.width, header.height, name)
  return header
}

async function readBytes(source: string | URL | Blob | Uint8Array, name: string | undefined): Promise<NamedBytes> {
  if (source instanceof Uint8Array) return checkedBytes(source, name ?? 'picture')
  const blob = source instanceof Blob ? source : await fetchBlob(source)
  const called = name ?? (source instanceof Blob ? nameOfBlob(source) : nameOfPlace(source))
  checkFileSize(blob.size, called)
  const buffer = await blob.arrayBuffer().catch((cause: unknown) => {
    throw unreadable(called, 'it has been moved or changed', 'Drop the picture again.', cause)
  })
  return checkedBytes(new Uint8Array(buffer), called)
}

async function fetchBlob(place: string | URL): Promise<Blob> {
  const fix = 'Check the address, or drop the file itself.'
  const response = await fetch(place).catch((cause: unknown): never => {
    throw unreadable(String(place), 'it cannot be reached', fix, cause)
  })
  if (!response.ok) throw unreadable(String(place), `it was answered with status ${response.status}`, fix)
  return response.blob()
}

const nameOfBlob = (blob: Blob): string => (blob instanceof File ? blob.name : 'picture')

function nameOfPlace(place: string | URL): string {
  const path = String(place).replace(/[?#].*$/, '')
  return path.slice(path.lastIndexOf('/') + 1) || 'picture'
}
