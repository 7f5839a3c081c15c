import type { Metadata } from 'sharp'
import { TelltaleError } from '../errors.ts'
import { detectFormat } from './format.ts'
import { maximumPixels } from './limits.ts'
import { unreadableMap } from './npy-header.ts'
import { showPaletteIndices } from './palette-indices.node.ts'
import type { NamedBytes } from './picture-file.ts'
import { loadSharp } from './sharp.node.ts'

/** A PNG as it stores its numbers: one channel of grey values or palette indices, or three of colour. */
export interface PngPlanes {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  /** The largest value that it could hold: 255 or 65535. */
  readonly largest: number
  /** `channels * width * height` values, interleaved. Grey of less than 8 bits is spread over 0..255. */
  readonly values: Uint8Array | Uint16Array
}

/**
 * Decodes a PNG whose values are data rather than light: all 16 bits, no colour management, alpha ignored. With `palette: 'indices'` a
 * palette picture gives its indices, else its colours. Throws MAP_UNREADABLE when the file is no whole PNG of at most 100 million pixels,
 * BACKEND_UNAVAILABLE without sharp.
 */
export async function decodePng({ name, bytes }: NamedBytes, palette: 'indices' | 'colours'): Promise<PngPlanes> {
  const format = detectFormat(bytes)
  if (format?.name !== 'PNG') {
    const kind = format ? `it is a ${format.name} file` : 'it is neither a PNG nor a .npy file'
    throw unreadableMap(name, kind, 'Save it as PNG or with numpy.save: other formats change values.', format?.name)
  }
  const plain = palette === 'indices' ? showPaletteIndices(bytes) : bytes
  const open = await loadSharp()
  try {
    const metadata = await open(plain, { limitInputPixels: false }).metadata()
    checkPixels(metadata, name)
    const deep = metadata.depth === 'ushort'
    const grey = metadata.channels < 3
    const space = deep ? (grey ? 'grey16' : 'rgb16') : grey ? 'b-w' : 'srgb'
    const { data, info } = await open(plain, { ignoreIcc: true, limitInputPixels: maximumPixels })
      .autoOrient()
      .toColourspace(space)
      .removeAlpha()
      .raw({ depth: deep ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const own = new Uint8Array(data)
    const values = deep ? new Uint16Array(own.buffer) : own
    return {
      width: info.width,
      height: info.height,
      channels: info.channels === 1 ? 1 : 3,
      largest: deep ? 65_535 : 255,
      values,
    }
  } catch (cause) {
    if (cause instanceof TelltaleError) throw cause
    const reason = cause instanceof Error ? cause.message.replace(/\s+/g, ' ').trim() : String(cause)
    throw unreadableMap(name, `it is damaged or cut off (${reason})`, 'Save or copy it again.')
  }
}

function checkPixels({ width, height }: Metadata, name: string): void {
  if (width * height <= maximumPixels) return
  throw unreadableMap(name, `it has ${width}x${height} pixels`, 'Save it smaller.', width * height, maximumPixels)
}
