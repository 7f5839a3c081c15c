import { resolve } from 'node:path'
import { TelltaleError } from '../errors.ts'
import { decodePng } from '../image/decode-png.node.ts'
import type { Rectangle } from '../image/picture.ts'
import { corrupt, supportedFormatOf } from '../image/picture-file.ts'
import { readBytes } from '../image/read-bytes.node.ts'
import { loadSharp } from '../image/sharp.node.ts'
import type { NamedSample } from './name-samples.ts'
import { boxesWithin } from './truth-in-picture.ts'

/** Why a sample cannot be used. */
export interface Unusable {
  readonly code: string
  readonly reason: string
}

/** Looks at the header of a sample's picture, its boxes and its mask: the boxes cut to the picture, or why the sample cannot be used. */
export async function checkTruth(
  { picture, boxes, mask }: NamedSample,
  folder: string,
): Promise<{ readonly boxes: readonly Rectangle[] | undefined } | Unusable> {
  try {
    const size = await pictureSize(resolve(folder, picture))
    const cut = boxes && boxesWithin(boxes, size)
    if (cut === null)
      return {
        code: 'DATASET_BOX_OUTSIDE',
        reason: `A box lies outside the picture of ${size.width}x${size.height} pixels, or is empty.`,
      }
    if (mask !== undefined) {
      const { width, height, object } = await readMask(resolve(folder, mask))
      if (width !== size.width || height !== size.height)
        return {
          code: 'DATASET_MASK_SIZE',
          reason: `The mask has ${width}x${height} pixels, the picture ${size.width}x${size.height}.`,
        }
      if (!object.includes(1)) return { code: 'DATASET_MASK_EMPTY', reason: 'The mask shows no object: all of it is black.' }
    }
    return { boxes: cut }
  } catch (error) {
    if (!(error instanceof TelltaleError) || error.code === 'BACKEND_UNAVAILABLE') throw error
    return { code: error.code, reason: error.message }
  }
}

/** Size of a picture as it is shown, upright; its pixels are not decoded. */
async function pictureSize(path: string): Promise<{ readonly width: number; readonly height: number }> {
  const file = await readBytes(path, undefined)
  supportedFormatOf(file)
  const sharp = await loadSharp()
  try {
    const { autoOrient } = await sharp(file.bytes, { limitInputPixels: false }).metadata()
    return autoOrient
  } catch (cause) {
    throw corrupt(file.name, cause)
  }
}

/** A mask as 1 where its PNG is not black. Throws PICTURE_UNREADABLE and MAP_UNREADABLE. */
export async function readMask(
  path: string,
): Promise<{ readonly width: number; readonly height: number; readonly object: Uint8Array }> {
  const { width, height, channels, values } = await decodePng(await readBytes(path, undefined), 'colours')
  const object = new Uint8Array(width * height)
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) object[Math.floor(i / channels)] = 1
  return { width, height, object }
}
