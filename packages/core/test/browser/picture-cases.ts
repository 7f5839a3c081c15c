import { readFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { showPaletteIndices } from '../../src/image/palette-indices.node.ts'

const [width, height] = [61, 47]
const noise = (channels: 1 | 2 | 3 | 4): Sharp =>
  sharp(
    Uint8Array.from({ length: width * height * channels }, (_, k) => (7 * k * k + 13 * k) % 251),
    { raw: { width, height, channels } },
  )
/** Runs from dark to bright, so that a lossy coder leaves its traces without making every pixel another one. */
const slope = (): Sharp =>
  sharp(
    Uint8Array.from({ length: width * height * 3 }, (_, k) => ((k % (3 * width)) + Math.floor(k / 50)) % 256),
    { raw: { width, height, channels: 3 } },
  )
const deep = (channels: 1 | 3 | 4): Sharp =>
  sharp(
    Uint16Array.from({ length: width * height * channels }, (_, k) => (977 * k) % 65536),
    { raw: { width, height, channels } },
  ).toColourspace(channels === 1 ? 'grey16' : 'rgb16')
const twoFrames = (): Sharp =>
  sharp(
    Uint8Array.from({ length: 8 * 8 * 3 }, (_, k) => (k < 96 ? 250 : 40)),
    { raw: { width: 8, height: 8, channels: 3, pageHeight: 4 } },
  )
const asGrey = (palette: Buffer): Buffer => Buffer.from(showPaletteIndices(palette))
const half = async (whole: Promise<Buffer>): Promise<Buffer> => (await whole).subarray(0, (await whole).length / 2)

/** Files that every decoder must read alike, by what they are. */
export const samePictures: Readonly<Record<string, () => Promise<Buffer>>> = {
  'a photograph': () => readFile(new URL('../../../../models/default/samples/panda.jpg', import.meta.url)),
  'a JPEG with halved colours': () => slope().jpeg({ chromaSubsampling: '4:2:0', quality: 80 }).toBuffer(),
  'a JPEG with whole colours': () => slope().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(),
  'a progressive JPEG': () => slope().jpeg({ progressive: true }).toBuffer(),
  'a grey JPEG': () => slope().greyscale().jpeg().toBuffer(),
  'a JPEG with something behind its end': async () => Buffer.concat([await slope().jpeg().toBuffer(), Buffer.from('SEFT')]),
  ...Object.fromEntries(
    [2, 3, 4, 5, 6, 7, 8].map((orientation) => [
      `a JPEG with EXIF orientation ${orientation}`,
      () => slope().withMetadata({ orientation }).jpeg().toBuffer(),
    ]),
  ),
  'a PNG': () => noise(3).png().toBuffer(),
  'a PNG with alpha': () => noise(4).png().toBuffer(),
  'a PNG with an opaque alpha': () => slope().ensureAlpha().png().toBuffer(),
  'a grey PNG': () => noise(1).png().toBuffer(),
  'a grey PNG of one bit': async () => asGrey(await slope().png({ palette: true, colours: 2 }).toBuffer()),
  'a grey PNG of four bits': async () => asGrey(await slope().png({ palette: true, colours: 16 }).toBuffer()),
  'a grey PNG with alpha': () => noise(2).toColourspace('b-w').png().toBuffer(),
  'a PNG with a palette': () => slope().png({ palette: true, colours: 60 }).toBuffer(),
  'a PNG with a palette of 16 colours': () => slope().png({ palette: true, colours: 16 }).toBuffer(),
  'a PNG with a palette of two colours': () => slope().png({ palette: true, colours: 2 }).toBuffer(),
  'a PNG with a palette that has alpha': () => noise(4).png({ palette: true, colours: 30 }).toBuffer(),
  'a PNG of 16 bits': () => deep(3).png().toBuffer(),
  'a grey PNG of 16 bits': () => deep(1).png().toBuffer(),
  'a PNG of 16 bits with alpha': () => deep(4).png().toBuffer(),
  'an interlaced PNG': () => noise(3).png({ progressive: true }).toBuffer(),
  'a PNG with EXIF orientation 6': () => noise(3).withMetadata({ orientation: 6 }).png().toBuffer(),
  'a lossy WebP': () => slope().webp({ quality: 70 }).toBuffer(),
  'a lossless WebP': () => noise(3).webp({ lossless: true }).toBuffer(),
  'a WebP with alpha': () => noise(4).webp({ lossless: true, exact: true }).toBuffer(),
  'a WebP with EXIF orientation 8': () => slope().withMetadata({ orientation: 8 }).webp().toBuffer(),
}

/** Files that a page leaves to the browser. */
export const browserPictures: Readonly<Record<string, () => Promise<Buffer>>> = {
  'a GIF': () => slope().gif().toBuffer(),
  'a GIF that moves': () => twoFrames().gif().toBuffer(),
  'a WebP that moves': () => twoFrames().webp({ lossless: true }).toBuffer(),
  'an interlaced PNG with a small palette': () => slope().png({ palette: true, colours: 4, progressive: true }).toBuffer(),
}

/** Files that must be refused. */
export const badPictures: Readonly<Record<string, () => Promise<Buffer>>> = {
  'an empty file': async () => Buffer.alloc(0),
  'text called .png': async () => Buffer.from('not a picture\n'),
  'an SVG': async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'),
  'a JPEG that was cut off': () => half(slope().jpeg().toBuffer()),
  'a JPEG without its last bytes': async () => (await slope().jpeg().toBuffer()).subarray(0, -2),
  'a progressive JPEG that was cut off': () => half(slope().jpeg({ progressive: true }).toBuffer()),
  'a PNG that was cut off': () => half(noise(3).png().toBuffer()),
  'a WebP that was cut off': () => half(noise(3).webp().toBuffer()),
  'a GIF that was cut off': () => half(noise(3).gif().toBuffer()),
  'a PNG with a flipped bit': async () => {
    const bytes = await noise(3).png().toBuffer()
    bytes[bytes.length >> 1]! ^= 16
    return bytes
  },
  'a CMYK JPEG': () => slope().toColourspace('cmyk').jpeg().toBuffer(),
  'a JPEG that says it is huge': async () => {
    const bytes = await slope().jpeg().toBuffer()
    // 30 000 pixels each way.
    bytes.writeUInt32BE(0x75307530, bytes.indexOf(Buffer.from([0xff, 0xc0])) + 5)
    return bytes
  },
}
