import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeNpy } from '../../src/image/encode-npy.ts'
import { readMapFile } from '../../src/regions/read-map-file.node.ts'
import { readRegionFiles } from '../../src/regions/read-region-files.node.ts'
import { byteArray, npyBytes, npyHeader } from '../image/npy-bytes.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'telltale-maps-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

/** A PNG of 8-bit values with 1 (grey), 3 or 4 channels, `width` pixels wide. */
const png = (width: number, channels: 1 | 3 | 4, values: number[]) =>
  sharp(Uint8Array.from(values), { raw: { width, height: values.length / channels / width, channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .png()
    .toBuffer()

/** Rows 0, 256, 513 and 770, 64249, 65534 of 16 bits. */
const grey16 = 'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACEAAAAADoj+WFAAAAFklEQVR4nGNkYGBkYGRkYGb69fP/PwAKIwP6OpXqxwAAAABJRU5ErkJggg=='

/** Rows 0, 1, 2 and 3, 2, 3 of indices with 2 bits; colours 0 and 3 are the same grey. */
const palette =
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAgMAAADgGo6JAAAADFBMVEUJCQnIAAAAAMgJCQk4MUeTAAAADElEQVR4nGOQYHgDAAE4AQU5/9UBAAAAAElFTkSuQmCC'
const fromBase64 = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))

const refused = (code: string, text: string) => expect.objectContaining({ code, message: expect.stringContaining(text) })

describe('a saliency map', () => {
  test.each(['2, 3', '1, 2, 3', '2, 3, 1'])('is read from .npy numbers of shape (%s)', async (shape) => {
    const path = await file('map.npy', byteArray(shape, [0, 1, 2, 3, 4, 5]))
    expect(await readMapFile(path)).toEqual({ width: 3, height: 2, values: Float32Array.of(0, 1, 2, 3, 4, 5) })
  })

  test('is read from a grey PNG as 0 to 1', async () => {
    const path = await file('map.png', await png(2, 1, [0, 51, 255, 102]))
    expect(await readMapFile(path)).toEqual({ width: 2, height: 2, values: Float32Array.of(0, 0.2, 1, 0.4) })
  })

  test('keeps all bits of a 16-bit PNG', async () => {
    const { values } = await readMapFile(await file('deep.png', fromBase64(grey16)))
    expect(Array.from(values, (value) => Math.round(value * 65_535))).toEqual([0, 256, 513, 770, 64_249, 65_534])
  })

  test('may be stored as a colour picture without colours, under any name', async () => {
    const path = await file('map.npy', await png(2, 4, [0, 0, 0, 255, 255, 255, 255, 9]))
    expect(Array.from((await readMapFile(path)).values)).toEqual([0, 1])
  })

  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
    ['a coloured picture', () => png(1, 3, [1, 2, 3]), 'coloured'],
    [
      'a JPEG',
      () =>
        sharp({ create: { width: 2, height: 2, channels: 3, background: 'red' } })
          .jpeg()
          .toBuffer(),
      'JPEG',
    ],
    ['a text', () => new TextEncoder().encode('0.1 0.2'), 'text'],
    ['three channels', () => byteArray('2, 1, 3', [1, 2, 3, 4, 5, 6]), '(2, 1, 3)'],
    ['one axis', () => byteArray('2,', [1, 2]), '(2)'],
    ['no values', () => byteArray('0, 3', []), '0 values'],
    ['a NaN', () => encodeNpy(Float32Array.of(1, Number.NaN), [1, 2]), 'column 1, row 0'],
    ['a float64 beyond float32', () => npyBytes(npyHeader('>f8', '1, 1'), [0x7f, 0xe0, 0, 0, 0, 0, 0, 0]), 'Infinity'],
    [
      'a cut PNG',
      async () =>
        (
          await png(
            9,
            1,
            Array.from({ length: 81 }, (_, i) => i),
          )
        ).subarray(0, 60),
      'damaged',
    ],
  ])('%s is refused', async (_, bytes, text) => {
    const path = await file('wrong.dat', await bytes())
    await expect(readMapFile(path)).rejects.toThrow(refused('MAP_UNREADABLE', text))
  })

  test('is refused before memory is taken for the size that a PNG promises', async () => {
    const huge = fromBase64(grey16)
    const view = new DataView(huge.buffer)
    view.setUint32(16, 50_000)
    view.setUint32(20, 50_000)
    view.setUint32(29, crc32(huge.subarray(12, 29)))
    await expect(readMapFile(await file('huge.png', huge))).rejects.toThrow(
      expect.objectContaining({ code: 'MAP_UNREADABLE', where: { file: 'huge.png', value: 2.5e9, limit: 100_000_000 } }),
    )
  })

  test('that is missing is refused like a missing picture', async () => {
    await expect(readMapFile(join(folder, 'none.npy'))).rejects.toThrow(refused('PICTURE_UNREADABLE', 'no such file'))
  })
})

describe('one file of labels', () => {
  const read = async (name: string, bytes: Uint8Array) => readRegionFiles([await file(name, bytes)])

  test.each<[string, () => Promise<Uint8Array> | Uint8Array, number[]]>([
    ['grey values', () => png(3, 1, [7, 0, 255, 0, 7, 7]), [1, 0, 2, 0, 1, 1]],
    ['grey values of 16 bits', () => fromBase64(grey16), [0, 1, 2, 3, 4, 5]],
    ['palette indices, even of equal colours', () => fromBase64(palette), [0, 1, 2, 3, 2, 3]],
    ['colours', () => png(3, 3, [0, 0, 9, 1, 0, 0, 0, 0, 9, 0, 1, 0, 0, 0, 9, 1, 0, 0]), [0, 2, 0, 1, 0, 2]],
    ['whole numbers', () => byteArray('2, 3', [4, 4, 2, 2, 9, 9]), [1, 1, 0, 0, 2, 2]],
    ['negative numbers', () => npyBytes(npyHeader('|i1', '2, 3'), [0xff, 0, 0, 1, 1, 1]), [0, 1, 1, 2, 2, 2]],
    ['a stack of masks', () => byteArray('2, 2, 3', [1, 1, 0, 0, 0, 0, 0, 1, 9, 0, 0, 0]), [0, 1, 1, 2, 2, 2]],
  ])('takes %s', async (_, bytes, labels) => {
    expect(await read('labels', await bytes())).toEqual({ width: 3, height: 2, values: Uint16Array.from(labels) })
  })

  test.each<[string, Uint8Array, string]>([
    ['fractions', encodeNpy(Float32Array.of(0, 0.5), [1, 2]), '0.5 at index 1'],
    ['one axis', byteArray('2,', [1, 2]), '(2)'],
    ['four axes', byteArray('1, 1, 1, 1', [1]), '(1, 1, 1, 1)'],
    ['no values', byteArray('0, 2, 2', []), '(0, 2, 2)'],
  ])('refuses %s', async (_, bytes, text) => {
    await expect(read('labels.npy', bytes)).rejects.toThrow(refused('MAP_UNREADABLE', text))
  })

  test('refuses more than 65535 labels', async () => {
    const numbers = new Uint8Array(Uint32Array.from({ length: 90_000 }, (_, i) => i).buffer)
    const many = npyBytes(npyHeader('<u4', '300, 300'), numbers)
    await expect(read('many.npy', many)).rejects.toThrow(refused('USAGE_REGIONS', 'many.npy'))
  })

  test('refuses a stack of more masks than there may be regions', async () => {
    const stack = byteArray('65536, 1, 1', new Array<number>(65_536).fill(1))
    await expect(read('stack.npy', stack)).rejects.toThrow(refused('USAGE_REGIONS', '65536 masks'))
  })
})

describe('several files of masks', () => {
  test('make one map by the overlap rule, with the rest last', async () => {
    const first = await file('a.png', await png(3, 1, [255, 255, 0, 0, 0, 0]))
    const second = await file('b.png', await png(3, 3, [0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    expect(await readRegionFiles([first, second])).toEqual({ width: 3, height: 2, values: Uint16Array.of(0, 1, 1, 2, 2, 2) })
  })

  test('must have one size', async () => {
    const first = await file('a.png', await png(3, 1, [255, 255, 0, 0, 0, 0]))
    const second = await file('b.png', await png(2, 1, [255, 0, 0, 0, 0, 0]))
    await expect(readRegionFiles([first, second])).rejects.toThrow(
      refused('MAP_UNREADABLE', '"b.png" cannot be used as a map: it has 2x3 pixels, but "a.png" has 3x2'),
    )
  })

  test('must be some', async () => {
    await expect(readRegionFiles([])).rejects.toThrow(refused('USAGE_REGIONS', '0 files'))
  })
})
