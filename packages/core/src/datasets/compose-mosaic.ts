import { crop } from '../image/crop.ts'
import type { Picture, Rectangle } from '../image/picture.ts'
import { resample } from '../image/resample.ts'
import { sha256 } from '../sha256.ts'

/** Share of the resized picture that its central crop keeps, as the usual preprocessing of ImageNet classifiers does: 224 of 256. */
const kept = 224 / 256

/** Where the four tiles of `side` pixels lie: top left, top right, bottom left, bottom right. */
export function tileRectangles(side: number): readonly Rectangle[] {
  return [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ].map(([column, row]) => ({ x: column! * side, y: row! * side, width: side, height: side }))
}

/**
 * Four pictures as one of `2 side` pixels a side, kept in memory as they are: each is brought to `side * 256 / 224` pixels both ways (its aspect ratio
 * is lost), and the middle of it is a tile.
 */
export async function composeMosaic(
  name: string,
  tiles: readonly { readonly picture: Picture; readonly mirrored: boolean }[],
  side: number,
): Promise<Picture> {
  const width = 2 * side
  const rgb = new Uint8Array(3 * width * width)
  tileRectangles(side).forEach(({ x, y }, place) => {
    const { picture, mirrored } = tiles[place]!
    const tile = mirrored ? mirror(tilePixels(picture, side), side) : tilePixels(picture, side)
    for (let row = 0; row < side; row++) rgb.set(tile.subarray(3 * side * row, 3 * side * (row + 1)), 3 * ((y + row) * width + x))
  })
  const hash = await sha256(rgb)
  return { name, width, height: width, rgb, sha256: { file: hash, pixels: hash }, warnings: [] }
}

function tilePixels({ rgb, width, height }: Picture, side: number): Uint8Array {
  const whole = Math.floor(side / kept)
  const margin = Math.floor((whole - side) / 2)
  const resized = resample(rgb, width, height, whole, whole, 'bilinear')
  return crop(resized, whole, whole, { x: margin, y: margin, width: side, height: side })
}

/** Left and right exchanged. */
function mirror(rgb: Uint8Array, side: number): Uint8Array {
  const mirrored = new Uint8Array(rgb.length)
  for (let pixel = 0; pixel < side * side; pixel++) {
    const opposite = pixel - (pixel % side) + (side - 1 - (pixel % side))
    mirrored.set(rgb.subarray(3 * opposite, 3 * opposite + 3), 3 * pixel)
  }
  return mirrored
}
