import { loadSharp } from '../image/sharp.node.ts'
import type { Thumbnail } from './thumbnail.ts'

/** Thumbnails in a row of a sprite. */
export const spriteColumns = 16

/**
 * Puts thumbnails of one side into one WebP file, row after row, sixteen in each; where there is none, its place stays transparent. Throws
 * BACKEND_UNAVAILABLE without sharp.
 */
export async function encodeSprite(thumbnails: readonly (Thumbnail | null)[], side: number): Promise<Uint8Array> {
  const columns = Math.min(spriteColumns, Math.max(1, thumbnails.length))
  const rows = Math.max(1, Math.ceil(thumbnails.length / spriteColumns))
  const [width, height] = [columns * side, rows * side]
  const rgba = new Uint8Array(4 * width * height)
  thumbnails.forEach((thumbnail, index) => {
    if (thumbnail === null) return
    const left = (index % spriteColumns) * side
    const top = Math.floor(index / spriteColumns) * side
    for (let y = 0; y < side; y++) {
      rgba.set(thumbnail.rgba.subarray(4 * y * side, 4 * (y + 1) * side), 4 * ((top + y) * width + left))
    }
  })
  const sharp = await loadSharp()
  const raw = { width, height, channels: 4 } as const
  return await sharp(rgba, { raw }).webp({ quality: 76, alphaQuality: 70, effort: 3 }).toBuffer()
}
