import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPicture } from '../../src/image/decode.node.ts'
import { sha256 } from '../../src/sha256.ts'

/** Red and green above blue and white. */
const four = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])
const fourPixels = () => sharp(four, { raw: { width: 2, height: 2, channels: 3 } })
const noise = () =>
  sharp(
    Uint8Array.from({ length: 64 * 48 * 3 }, (_, k) => (7 * k * k + 13 * k) % 256),
    { raw: { width: 64, height: 48, channels: 3 } },
  )

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'telltale-decode-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function save(name: string, bytes: Uint8Array | string): Promise<string> {
  await writeFile(join(folder, name), bytes)
  return join(folder, name)
}

describe('a picture that can be read', () => {
  test('gives RGB, its size and the hashes of file and pixels', async () => {
    const bytes = await fourPixels().png().toBuffer()
    const picture = await readPicture(await save('four.png', bytes))
    expect(picture).toEqual({
      name: 'four.png',
      width: 2,
      height: 2,
      rgb: four,
      sha256: { file: await sha256(bytes), pixels: await sha256(four) },
      warnings: [],
    })
  })

  test('may come as bytes with a name, or as a file URL', async () => {
    const bytes = await fourPixels().png().toBuffer()
    expect((await readPicture(bytes, { name: 'pasted' })).name).toBe('pasted')
    expect((await readPicture(pathToFileURL(await save('a b.png', bytes)))).name).toBe('a b.png')
  })

  test('is known by its first bytes, not by its name', async () => {
    const picture = await readPicture(await save('really-a-png.jpg', await fourPixels().png().toBuffer()))
    expect(picture.rgb).toEqual(four)
  })

  test.each(['webp', 'gif', 'tiff', 'png'] as const)('may be a lossless %s', async (format) => {
    const bytes = await fourPixels().toFormat(format, { lossless: true, compression: 'lzw' }).toBuffer()
    expect((await readPicture(bytes)).rgb).toEqual(four)
  })

  test('is turned upright', async () => {
    const bytes = await fourPixels().withMetadata({ orientation: 3 }).png().toBuffer()
    expect(Array.from((await readPicture(bytes)).rgb)).toEqual([255, 255, 255, 0, 0, 255, 0, 255, 0, 255, 0, 0])
  })

  test('may be grey, which is repeated', async () => {
    const bytes = await sharp(Uint8Array.from([10, 200]), { raw: { width: 2, height: 1, channels: 1 } })
      .png()
      .toBuffer()
    expect(Array.from((await readPicture(bytes)).rgb)).toEqual([10, 10, 10, 200, 200, 200])
  })

  test('may have 16 bits, of which the high byte is kept', async () => {
    const values = Uint16Array.from([0x1234, 0xfeff, 0x00ff, 0xffff, 0x8000, 0x7fff])
    const bytes = await sharp(values, { raw: { width: 2, height: 1, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    expect(Array.from((await readPicture(bytes)).rgb)).toEqual([0x12, 0xfe, 0x00, 0xff, 0x80, 0x7f])
  })

  test('keeps the colours beneath transparent pixels, with a warning', async () => {
    const rgba = Uint8Array.from([10, 20, 30, 0, 40, 50, 60, 255])
    const bytes = await sharp(rgba, { raw: { width: 2, height: 1, channels: 4 } })
      .png()
      .toBuffer()
    const picture = await readPicture(bytes)
    expect(Array.from(picture.rgb)).toEqual([10, 20, 30, 40, 50, 60])
    expect(picture.warnings.map(({ code }) => code)).toEqual(['PICTURE_ALPHA_DROPPED'])
  })

  test('gives no warning for an alpha channel that hides nothing', async () => {
    const bytes = await fourPixels().ensureAlpha().png().toBuffer()
    expect(await readPicture(bytes)).toMatchObject({ rgb: four, warnings: [] })
  })

  test('gives its first frame when it moves, with a warning', async () => {
    const frames = Uint8Array.from([...four, ...four.toReversed()])
    const bytes = await sharp(frames, { raw: { width: 2, height: 4, channels: 3, pageHeight: 2 } })
      .gif()
      .toBuffer()
    const picture = await readPicture(bytes)
    expect(picture.rgb).toEqual(four)
    expect(picture.warnings.map(({ code }) => code)).toEqual(['PICTURE_FIRST_FRAME'])
  })
})

describe('a picture that cannot be read is refused with the reason', () => {
  const unreadable = (reason: RegExp) =>
    expect.objectContaining({ code: 'PICTURE_UNREADABLE', message: expect.stringMatching(reason) })
  const unsupported = (reason: RegExp) =>
    expect.objectContaining({ code: 'PICTURE_UNSUPPORTED', message: expect.stringMatching(reason) })

  test('missing', async () => {
    await expect(readPicture(join(folder, 'missing.png'))).rejects.toEqual(unreadable(/missing\.png.*no such file/))
  })

  test('a folder', async () => {
    await mkdir(join(folder, 'pictures'))
    await expect(readPicture(join(folder, 'pictures'))).rejects.toEqual(unreadable(/folder/))
  })

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('not allowed', async () => {
    const path = await save('secret.png', await fourPixels().png().toBuffer())
    await chmod(path, 0)
    await expect(readPicture(path)).rejects.toEqual(unreadable(/permission/))
  })

  test('on another machine', async () => {
    await expect(readPicture(new URL('https://example.com/cat.jpg'))).rejects.toEqual(unreadable(/not on this machine/))
  })

  test('empty', async () => {
    await expect(readPicture(await save('empty.png', ''))).rejects.toEqual(unreadable(/empty\.png.*0 bytes/))
  })

  test.each(['png', 'jpeg', 'webp', 'gif'] as const)('a %s that was cut off', async (format) => {
    const whole = await noise().toFormat(format).toBuffer()
    await expect(readPicture(whole.subarray(0, whole.length / 2))).rejects.toEqual(unreadable(/damaged or cut off/))
  })

  test('a PNG with a flipped bit', async () => {
    const bytes = await noise().png().toBuffer()
    bytes[bytes.length >> 1]! ^= 16
    await expect(readPicture(bytes)).rejects.toEqual(unreadable(/damaged or cut off/))
  })

  test('text named as a picture', async () => {
    await expect(readPicture(await save('note.png', 'not a picture\n'))).rejects.toEqual(unsupported(/note\.png.*text/))
  })

  test.each([
    ['SVG', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'],
    ['PDF', '%PDF-1.7\n'],
    ['HTML', '<!doctype html><html></html>'],
    ['HEIC', '\0\0\0\x18ftypheic'],
    ['JPEG XL', '\0\0\0\x0cJXL \r\n'],
  ])('%s, with what to convert it to', async (name, content) => {
    await expect(readPicture(new TextEncoder().encode(content))).rejects.toEqual(
      expect.objectContaining({
        code: 'PICTURE_UNSUPPORTED',
        message: expect.stringContaining(name),
        fix: expect.stringContaining('PNG'),
      }),
    )
  })

  test('bytes that are nothing we know', async () => {
    await expect(readPicture(Uint8Array.from([0, 1, 2, 3, 4, 5]))).rejects.toEqual(unsupported(/no picture format/))
  })

  test('a CMYK JPEG', async () => {
    const bytes = await noise().toColourspace('cmyk').jpeg().toBuffer()
    await expect(readPicture(bytes)).rejects.toEqual(unsupported(/CMYK/))
  })

  test('a TIFF of floating-point values', async () => {
    await expect(readPicture(floatTiff())).rejects.toEqual(unsupported(/float/))
  })

  test('a header that claims more pixels than the limit', async () => {
    const bytes = await fourPixels().png().toBuffer()
    const claimed = withPngSize(bytes, 50_000, 50_000)
    await expect(readPicture(claimed, { name: 'bomb.png' })).rejects.toEqual(
      expect.objectContaining({
        code: 'PICTURE_TOO_LARGE',
        message: expect.stringContaining('50000x50000'),
        where: { file: 'bomb.png', value: 2_500_000_000, limit: 100_000_000 },
      }),
    )
  })
})

/** A TIFF of one grey pixel, 0.5 as 32-bit float. */
function floatTiff(): Uint8Array {
  const entries = [
    [0x100, 1], // width
    [0x101, 1], // height
    [0x102, 32], // bits
    [0x103, 1], // not compressed
    [0x106, 1], // black is zero
    [0x111, 134], // where the pixel is
    [0x115, 1], // channels
    [0x116, 1], // rows in the strip
    [0x117, 4], // bytes in the strip
    [0x153, 3], // floats
  ] as const
  const view = new DataView(new ArrayBuffer(138))
  view.setUint32(0, 0x49492a00)
  view.setUint32(4, 8, true)
  view.setUint16(8, entries.length, true)
  entries.forEach(([tag, value], i) => {
    view.setUint16(10 + 12 * i, tag, true)
    view.setUint16(12 + 12 * i, 4, true)
    view.setUint32(14 + 12 * i, 1, true)
    view.setUint32(18 + 12 * i, value, true)
  })
  view.setFloat32(134, 0.5, true)
  return new Uint8Array(view.buffer)
}

/** The PNG with another size in its header chunk, and the checksum that goes with it. */
function withPngSize(png: Uint8Array, width: number, height: number): Uint8Array {
  const changed = png.slice()
  const view = new DataView(changed.buffer)
  view.setUint32(16, width)
  view.setUint32(20, height)
  view.setUint32(29, crc32(changed.subarray(12, 29)))
  return changed
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
