import * as fc from 'fast-check'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { readPicture } from '../../src/image/decode.node.ts'
import { damaged, damages } from './damage.ts'
import { outcomeOf, seed } from './outcome.ts'
import { blackPng, commentBomb } from './png-bytes.ts'

const files = 120
const formats = ['jpeg', 'png', 'webp', 'gif', 'tiff'] as const

const whole = new Map<string, Uint8Array>()
beforeAll(async () => {
  const pixels = Uint8Array.from({ length: 48 * 32 * 3 }, (_, k) => (7 * k * k + 13 * k) % 256)
  for (const format of formats) {
    const picture = sharp(pixels, { raw: { width: 48, height: 32, channels: 3 } }).withMetadata({ orientation: 6 })
    whole.set(format, await picture.toFormat(format).toBuffer())
  }
})

const read = (bytes: Uint8Array): Promise<string> => outcomeOf(() => readPicture(bytes))
const foreseen = /^(fine|PICTURE_UNREADABLE|PICTURE_TOO_LARGE|PICTURE_UNSUPPORTED)$/

/** The most memory, in MiB, that this process ever took. */
const peak = (): number => process.resourceUsage().maxRSS / 1024

// The peak only ever grows, so what takes most comes last.
describe('memory', () => {
  it('200 damaged pictures take less than 64 MiB more than they found', async () => {
    const bytes = formats.map((format) => whole.get(format)!)
    const property = fc.asyncProperty(fc.constantFrom(...bytes), damages, async (file, all) => {
      await read(damaged(file, all))
    })
    const before = peak()
    await fc.assert(property, { seed, numRuns: 200 })
    expect(peak() - before).toBeLessThan(64)
  })

  it('a bomb of 900 megapixels is refused before it takes 64 MiB', async () => {
    const bomb = blackPng(30_000, 30_000)
    expect(bomb.length).toBeLessThan(128 * 1024)
    const before = peak()
    expect(await read(bomb)).toBe('PICTURE_TOO_LARGE')
    expect(peak() - before).toBeLessThan(64)
  })

  it('comments that unpack to a gigabyte take less than 64 MiB', async () => {
    const comment = commentBomb(256)
    const before = peak()
    await read(blackPng(8, 8, { further: [comment, comment, comment, comment] }))
    expect(peak() - before).toBeLessThan(64)
  })

  it('13 kB that hold all the pixels a picture may have take less than 1.5 GiB', async () => {
    const before = peak()
    await readPicture(blackPng(10_000, 9_999))
    expect(peak() - before).toBeLessThan(1536)
  })
})

describe(`${files} damaged files of each format (seed ${seed})`, () => {
  it.each(formats)('%s: a picture, or an error of the family PICTURE', async (format) => {
    const property = fc.asyncProperty(damages, async (all) => {
      expect(await read(damaged(whole.get(format)!, all))).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it.each(formats)('%s of which only the beginning is there', async (format) => {
    const property = fc.asyncProperty(fc.double({ min: 0, max: 1, noNaN: true }), async (share) => {
      const bytes = whole.get(format)!
      expect(await read(bytes.subarray(0, share * bytes.length))).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })

  it.each(formats)('%s that goes on as another format', async (format) => {
    const property = fc.asyncProperty(fc.constantFrom(...formats), fc.nat(400), async (other, at) => {
      const bytes = Buffer.concat([whole.get(format)!.subarray(0, at), whole.get(other)!.subarray(at)])
      expect(await read(bytes)).toMatch(foreseen)
    })
    await fc.assert(property, { seed, numRuns: files })
  })
})

/** The picture as JPEG with other sizes in its frame header. */
function jpegOf(width: number, height: number): Uint8Array {
  const bytes = Buffer.from(whole.get('jpeg')!)
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]))
  bytes.writeUInt16BE(height, frame + 5)
  bytes.writeUInt16BE(width, frame + 7)
  return bytes
}

/** The picture as GIF with another canvas and another frame on it. */
function gifOf(width: number, height: number): Uint8Array {
  const bytes = Buffer.from(whole.get('gif')!)
  const frame = bytes.indexOf(Buffer.from([0, 0x2c, 0, 0, 0, 0])) + 6
  for (const at of [6, frame]) {
    bytes.writeUInt16LE(width, at)
    bytes.writeUInt16LE(height, at + 2)
  }
  return bytes
}

describe('sizes that are forged', () => {
  it.each<[string, () => Uint8Array, string]>([
    ['a PNG of 2^31 - 1 pixels a side', () => blackPng(2 ** 31 - 1, 2 ** 31 - 1, { hasPixels: false }), 'PICTURE_UNREADABLE'],
    ['a PNG of 2^31 pixels a side', () => blackPng(2 ** 31, 2 ** 31, { hasPixels: false }), 'PICTURE_UNREADABLE'],
    ['a PNG without any pixel', () => blackPng(0, 0), 'PICTURE_UNREADABLE'],
    ['a JPEG of 65 535 pixels a side', () => jpegOf(65_535, 65_535), 'PICTURE_UNREADABLE'],
    ['a JPEG of 65 000 pixels a side', () => jpegOf(65_000, 65_000), 'PICTURE_TOO_LARGE'],
    ['a JPEG of 9 999 pixels a side that holds 48 x 32', () => jpegOf(9_999, 9_999), 'PICTURE_UNREADABLE'],
    ['a GIF of 65 535 pixels a side', () => gifOf(65_535, 65_535), 'PICTURE_TOO_LARGE'],
  ])('%s', async (_, file, expected) => {
    expect(await read(file())).toBe(expected)
  })
})

describe('files that are no pictures', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'PICTURE_UNREADABLE'],
    ['one byte', Uint8Array.of(0xff), 'PICTURE_UNSUPPORTED'],
    ['text', Buffer.from('I am a cat.'), 'PICTURE_UNSUPPORTED'],
    ['a megabyte of zeros', new Uint8Array(1 << 20), 'PICTURE_UNSUPPORTED'],
    ['a signature and nothing behind it', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'PICTURE_UNREADABLE'],
    ['a drawing that names a file', Buffer.from('<svg><image href="file:///etc/hostname"/></svg>'), 'PICTURE_UNSUPPORTED'],
    ['a drawing behind a signature of GIF', Buffer.from('GIF8<svg width="9" height="9"></svg>'), 'PICTURE_UNREADABLE'],
  ])('%s', async (_, bytes, expected) => {
    expect(await read(bytes)).toBe(expected)
  })
})
