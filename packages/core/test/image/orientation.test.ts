import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readPicture } from '../../src/image/decode.node.ts'
import { orientationOf, turnUpright } from '../../src/image/orientation.ts'
import { readPngHeader } from '../../src/image/png-header.ts'

const pixels = { width: 5, height: 3, rgb: Uint8Array.from({ length: 45 }, (_, i) => 5 * i) }

describe('EXIF orientation', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%s is found in a file, and turned as sharp turns it', async (orientation) => {
    const { rgb, width, height } = pixels
    const file = await sharp(rgb, { raw: { width, height, channels: 3 } })
      .withMetadata({ orientation })
      .png()
      .toBuffer()
    const { exif } = readPngHeader(file)
    expect(orientationOf(exif)).toBe(orientation)
    expect(await readPicture(file)).toMatchObject(turnUpright(pixels, orientation))
  })

  test.each([
    ['no block', null],
    ['an empty one', new Uint8Array(0)],
    ['a directory beyond its end', Uint8Array.of(0x49, 0x49, 0x2a, 0, 0xff, 0xff, 0xff, 0xff)],
    ['entries beyond its end', Uint8Array.of(0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0xff, 0xff)],
    ['an orientation that is none', tiffOf(9)],
  ])('is upright with %s', (_, exif) => {
    expect(orientationOf(exif)).toBe(1)
  })

  test('may stand in either order of bytes, with the mark of a camera before it', () => {
    expect(orientationOf(tiffOf(6))).toBe(6)
    expect(orientationOf(Uint8Array.of(...new TextEncoder().encode('Exif\0\0'), ...tiffOf(8)))).toBe(8)
  })
})

/** A big-endian block that says the orientation and nothing else. */
function tiffOf(orientation: number): Uint8Array {
  return Uint8Array.of(0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0)
}
