import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Explanation } from '../../src/explanation/document.ts'
import { encodeSprite } from '../../src/report/sprite.node.ts'
import { renderThumbnail } from '../../src/report/thumbnail.node.ts'
import { exampleExplanation } from '../render/example-explanation.ts'

/** An 8x6 picture, red where the answer of the example lies (x 4 to 5, y 1 to 2) and white elsewhere, turned by an EXIF orientation. */
async function picture(orientation = 1): Promise<Uint8Array> {
  const rgb = new Uint8Array(3 * 8 * 6).fill(255)
  for (const pixel of [12, 13, 20, 21]) rgb.set([255, 0, 0], 3 * pixel)
  const upright = sharp(rgb, { raw: { width: 8, height: 6, channels: 3 } })
  // Orientation 3 is upside down.
  const stored = orientation === 3 ? await upright.rotate(180).png().toBuffer() : await upright.png().toBuffer()
  return await sharp(stored).withMetadata({ orientation }).png().toBuffer()
}

function explanationOf(file: Uint8Array, change: (body: Explanation['body']) => Partial<Explanation['body']> = () => ({})) {
  const hash = createHash('sha256').update(file).digest('hex')
  return exampleExplanation((body) => {
    const changed = { ...body, ...change(body) }
    return { ...changed, picture: { ...changed.picture, sha256: { file: hash, pixels: hash } } }
  })
}

const pixel = ({ rgba, side }: { rgba: Uint8Array; side: number }, x: number, y: number) => [
  ...rgba.subarray(4 * (y * side + x), 4 * (y * side + x) + 4),
]

describe('a thumbnail', () => {
  it('shows the frame of the picture with its answer in colour', async () => {
    const file = await picture()
    const thumbnail = await renderThumbnail(file, explanationOf(file), 16)
    expect(pixel(thumbnail, 14, 2)).toEqual([255, 0, 0, 255])
    expect(pixel(thumbnail, 2, 14)).toEqual([255, 255, 255, 96])
  })

  it('is upright', async () => {
    const file = await picture(3)
    const thumbnail = await renderThumbnail(file, explanationOf(file), 16)
    expect(pixel(thumbnail, 14, 2)).toEqual([255, 0, 0, 255])
  })

  it('leaves empty what a padded frame has beyond the picture', async () => {
    const file = await picture()
    const source = { x: -2, y: -3, width: 12, height: 12 }
    const padded = explanationOf(file, (body) => ({ picture: { ...body.picture, frame: { ...body.picture.frame, source } } }))
    const thumbnail = await renderThumbnail(file, padded, 12)
    expect(pixel(thumbnail, 0, 6)).toEqual([0, 0, 0, 0])
    expect(pixel(thumbnail, 6, 0)).toEqual([0, 0, 0, 0])
    expect(pixel(thumbnail, 3, 7)[3]).toBe(96)
  })

  it('is refused for another file than the one explained', async () => {
    const document = explanationOf(await picture())
    await expect(renderThumbnail(await picture(3), document, 16)).rejects.toMatchObject({ code: 'PICTURE_UNREADABLE' })
  })
})

describe('a sprite', () => {
  it('holds sixteen thumbnails in a row and leaves out what is missing', async () => {
    const blue = { side: 4, rgba: new Uint8Array(64).map((_, index) => (index % 4 >= 2 ? 255 : 0)) }
    const sprite = await encodeSprite([...new Array<null>(17).fill(null), blue], 4)
    const { data, info } = await sharp(sprite).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([64, 8])
    const alphaAt = (x: number, y: number) => data[4 * (y * 64 + x) + 3]
    expect([alphaAt(5, 5), alphaAt(1, 1), alphaAt(9, 5)]).toEqual([255, 0, 0])
  })
})
