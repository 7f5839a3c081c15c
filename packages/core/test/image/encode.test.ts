import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readPicture } from '../../src/image/decode.node.ts'
import { encodePng, rasteriseSvg } from '../../src/image/encode.node.ts'

describe('PNG', () => {
  test('gives RGB back unchanged', async () => {
    const rgb = Uint8Array.from({ length: 5 * 3 * 3 }, (_, k) => (37 * k) % 256)
    const picture = await readPicture(await encodePng({ width: 5, height: 3, rgb }))
    expect(picture).toMatchObject({ width: 5, height: 3, rgb, warnings: [] })
  })

  test('gives RGBA back unchanged, the colours of transparent pixels included', async () => {
    const rgba = Uint8Array.from([10, 20, 30, 0, 40, 50, 60, 128])
    const png = await encodePng({ width: 2, height: 1, rgba })
    expect(new Uint8Array(await sharp(png).raw().toBuffer())).toEqual(rgba)
  })

  test('refuses bytes that do not match the size', async () => {
    await expect(encodePng({ width: 2, height: 2, rgb: new Uint8Array(11) })).rejects.toEqual(
      expect.objectContaining({ code: 'USAGE_PARAMETER', where: { value: 11, limit: 12 } }),
    )
  })
})

describe('SVG to PNG', () => {
  const halves =
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="20" height="20" fill="#f00"/><rect x="20" width="20" height="20" fill="#00f"/></svg>'

  test('has the size of the SVG', async () => {
    const { width, height, rgb } = await readPicture(await rasteriseSvg(halves))
    expect([width, height]).toEqual([40, 20])
    expect(Array.from(rgb.subarray(0, 3))).toEqual([255, 0, 0])
    expect(Array.from(rgb.subarray(-3))).toEqual([0, 0, 255])
  })

  test('is drawn sharp at another width', async () => {
    const { width, height, rgb } = await readPicture(await rasteriseSvg(halves, 400))
    expect([width, height]).toEqual([400, 200])
    expect(Array.from(rgb.subarray(3 * 199, 3 * 201))).toEqual([255, 0, 0, 0, 0, 255])
  })

  test('refuses what is no SVG', async () => {
    await expect(rasteriseSvg('<svg')).rejects.toEqual(expect.objectContaining({ code: 'PICTURE_UNREADABLE' }))
  })

  test('is bounded', async () => {
    await expect(rasteriseSvg(halves, 100_000)).rejects.toEqual(expect.objectContaining({ code: 'PICTURE_TOO_LARGE' }))
  })
})
