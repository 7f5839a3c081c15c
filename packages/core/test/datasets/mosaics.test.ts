import { describe, expect, it } from 'vitest'
import { composeMosaic } from '../../src/datasets/compose-mosaic.ts'
import type { Dataset, Sample } from '../../src/datasets/dataset.ts'
import { type MosaicOptions, mosaicsOf } from '../../src/datasets/mosaics.ts'
import type { Picture } from '../../src/image/picture.ts'

const options: MosaicOptions = { perClass: 6, fewPictures: 'skip', seed: 3, tile: 7, groups: 'none' }

/** Pictures of `count` to a class, each of one grey level of its own. */
function datasetOf(counts: readonly number[], folder = ''): Dataset {
  const samples = counts.flatMap((count, index) =>
    Array.from({ length: count }, (_, i): Sample => {
      const id = `${folder}${index}-${i}.png`
      return { id, class: index, open: async () => plain(id, 10 * index + i) }
    }),
  )
  return { name: 'greys', samples, skipped: [] }
}

function plain(name: string, level: number): Picture {
  return picture(name, 32, 24, new Uint8Array(3 * 32 * 24).fill(level))
}

function picture(name: string, width: number, height: number, rgb: Uint8Array): Picture {
  return { name, width, height, rgb, sha256: { file: '', pixels: '' }, warnings: [] }
}

describe('mosaics', () => {
  const dataset = datasetOf([4, 3, 5])
  const { samples, skipped } = mosaicsOf(dataset, options)

  it('are as many for every class, two tiles of it and two of others', () => {
    expect(samples.map((sample) => sample.class)).toEqual([0, 1, 2].flatMap((index) => Array(6).fill(index)))
    for (const { class: index, tiles } of samples) expect(tiles!.filter((tile) => tile.class === index)).toHaveLength(2)
    expect(skipped).toEqual([])
  })

  it('never show one picture twice where there is another', () => {
    for (const { tiles } of samples) {
      expect(new Set(tiles!.map(({ source }) => source)).size).toBe(4)
      expect(tiles!.some(({ repeats }) => repeats)).toBe(false)
    }
  })

  it('use the pictures of the class about equally often', () => {
    const own = samples.filter((sample) => sample.class === 0).flatMap(({ tiles }) => tiles!.filter((tile) => tile.class === 0))
    for (let i = 0; i < 4; i++) expect(own.filter(({ source }) => source === `0-${i}.png`)).toHaveLength(3)
  })

  it('show other classes equally often, however many pictures these have', () => {
    const uneven = mosaicsOf(datasetOf([4, 6, 50]), options).samples.filter((sample) => sample.class === 0)
    const others = uneven.flatMap(({ tiles }) => tiles!.map((tile) => tile.class)).filter((index) => index !== 0)
    expect([others.filter((index) => index === 1).length, others.length]).toEqual([6, 12])
  })

  it('put the class into every quadrant', () => {
    const places = samples.flatMap(({ class: index, tiles }) =>
      tiles!.flatMap((tile, place) => (tile.class === index ? [place] : [])),
    )
    expect(new Set(places)).toEqual(new Set([0, 1, 2, 3]))
  })

  it('are the same for the same seed, and others for another', () => {
    const sources = (from: readonly Sample[]) => from.map(({ tiles }) => tiles!.map(({ source }) => source))
    expect(sources(mosaicsOf(dataset, options).samples)).toEqual(sources(samples))
    expect(sources(mosaicsOf(dataset, { ...options, seed: 0 }).samples)).not.toEqual(sources(samples))
  })

  it('store where their tiles lie, and keep their pixels', async () => {
    const [{ tiles, open }] = samples as [Sample]
    const mosaic = await open()
    expect([mosaic.width, mosaic.height]).toEqual([14, 14])
    for (const { rectangle, source } of tiles!) {
      const [index, number] = source.split(/[-.]/).map(Number)
      for (const [x, y] of [
        [0, 0],
        [6, 6],
      ] as const)
        expect(mosaic.rgb[3 * ((rectangle.y + y) * mosaic.width + rectangle.x + x)]).toBe(10 * index! + number!)
    }
    expect(mosaic.sha256.pixels).toMatch(/^[0-9a-f]{64}$/)
  })

  it('of two classes take both other tiles from the same one', () => {
    const pair = mosaicsOf(datasetOf([3, 3]), options).samples
    for (const { class: index, tiles } of pair) expect(tiles!.filter((tile) => tile.class === 1 - index!)).toHaveLength(2)
  })

  it('of a folder of data sets mix none of them', () => {
    const both = { ...dataset, samples: [...datasetOf([2, 2], 'birds/').samples, ...datasetOf([3, 3], 'cats/').samples] }
    const mosaics = mosaicsOf(both, { ...options, groups: 'folder' }).samples
    expect(mosaics).toHaveLength(24)
    for (const { id, tiles } of mosaics) for (const { source } of tiles!) expect(source.split('/')[0]).toBe(id.split('/')[0])
    expect(mosaics[0]!.id).toBe('birds/mosaic/0/1')
  })
})

describe('a class with too few pictures', () => {
  const dataset = datasetOf([1, 2, 3])

  it('is left out and named', () => {
    const { samples, skipped } = mosaicsOf(dataset, options)
    expect(new Set(samples.map((sample) => sample.class))).toEqual(new Set([1, 2]))
    expect(skipped).toMatchObject([{ id: 'class 0', code: 'DATASET_CLASS_SMALL', reason: expect.stringContaining('"0-0.png"') }])
  })

  it('may be shown with its picture mirrored, which the tiles say', () => {
    const { samples, skipped } = mosaicsOf(dataset, { ...options, fewPictures: 'mirror' })
    expect(skipped).toEqual([])
    const own = samples.find((sample) => sample.class === 0)!.tiles!.filter((tile) => tile.class === 0)
    expect(own.map(({ repeats }) => repeats)).toEqual([true, true])
    expect(own.filter(({ mirrored }) => mirrored)).toHaveLength(1)
  })

  it('has no mosaic without another class, and none of pictures without class', () => {
    const alone = mosaicsOf(datasetOf([4]), options)
    expect([alone.samples.length, alone.skipped[0]!.code]).toEqual([0, 'DATASET_CLASS_ALONE'])
    const nameless = { ...dataset, samples: dataset.samples.map(({ id, open }) => ({ id, open })) }
    expect(mosaicsOf(nameless, options).skipped.map(({ code }) => code)).toEqual(Array(6).fill('DATASET_CLASS_MISSING'))
  })
})

describe('a tile', () => {
  it('is the middle of the picture, brought to 256/224 of its side both ways', async () => {
    // 16 x 8 pixels whose level is the column: a tile of 7 is columns and rows 0 to 6 of 8, so that two columns become one.
    const rgb = Uint8Array.from({ length: 3 * 16 * 8 }, (_, i) => Math.floor(i / 3) % 16)
    const ramp = picture('ramp', 16, 8, rgb)
    const mosaic = await composeMosaic(
      'm',
      Array.from({ length: 4 }, (_, i) => ({ picture: ramp, mirrored: i === 1 })),
      7,
    )
    const row = (x: number) => Array.from({ length: 7 }, (_, i) => mosaic.rgb[3 * (x + i)]!)
    expect(row(0)).toEqual([1, 3, 5, 7, 9, 11, 13].map((_, i) => mosaic.rgb[3 * (7 * 14 + i)]))
    expect(row(7)).toEqual(row(0).toReversed())
    expect(row(0).every((level, i) => i === 0 || level - row(0)[i - 1]! === 2)).toBe(true)
  })
})
