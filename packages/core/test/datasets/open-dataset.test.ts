import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDataset } from '../../src/datasets/open-dataset.node.ts'
import { encodePng } from '../../src/image/encode.node.ts'
import { temporaryFolder } from '../studies/temporary-folder.ts'

const labels = ['cat', 'dog', 'lynx']

/** A grey picture, 8 x 6 pixels unless said otherwise. */
async function grey(level: number, width = 8, height = 6): Promise<Uint8Array> {
  return await encodePng({ width, height, rgb: new Uint8Array(3 * width * height).fill(level) })
}

/** A mask of 8 x 6 pixels, white in its left half. */
async function leftHalf(): Promise<Uint8Array> {
  const rgb = Uint8Array.from({ length: 3 * 8 * 6 }, (_, i) => (Math.floor(i / 3) % 8 < 4 ? 255 : 0))
  return await encodePng({ width: 8, height: 6, rgb })
}

async function folderWith(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const folder = temporaryFolder()
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

describe('a folder of class folders', () => {
  it('gives pictures with their classes, and says which cannot be used', async () => {
    const folder = await folderWith({
      'dog/1.png': await grey(40),
      'cat/1.png': await grey(10),
      'cat/2.png': 'no picture',
      'wolf/1.png': await grey(90),
    })
    const dataset = await openDataset(folder, { labels })
    expect(dataset.samples.map(({ id, class: index }) => [id, index])).toEqual([
      ['cat/1.png', 0],
      ['dog/1.png', 1],
    ])
    expect(dataset.skipped.map(({ id, code }) => [id, code])).toEqual([
      ['wolf/1.png', 'USAGE_CLASS_UNKNOWN'],
      ['cat/2.png', 'PICTURE_UNSUPPORTED'],
    ])
    expect((await dataset.samples[1]!.open()).rgb[0]).toBe(40)
  })
})

describe('a folder with an index file', () => {
  it('gives boxes and masks in pixels of the picture', async () => {
    const folder = await folderWith({
      'index.json': JSON.stringify([{ file: 'a.png', class: 2, boxes: [[1, 1, 5, 9]], mask: 'a.mask.png' }]),
      'a.png': await grey(1),
      'a.mask.png': await leftHalf(),
    })
    const [sample] = (await openDataset(folder, { labels })).samples
    expect(sample).toMatchObject({ id: 'a.png', class: 2, boxes: [{ x: 1, y: 1, width: 4, height: 5 }] })
    const mask = await sample!.mask!()
    expect(Array.from(mask.subarray(0, 8))).toEqual([1, 1, 1, 1, 0, 0, 0, 0])
    expect(mask.reduce((sum, pixel) => sum + pixel, 0)).toBe(24)
  })

  it('says of each entry why it was skipped', async () => {
    const folder = await folderWith({
      'index.json': JSON.stringify([
        { file: 'a.png' },
        { file: 'gone.png' },
        { file: 'b.png', mask: 'black.png' },
        { file: 'c.png', mask: 'small.png' },
        { file: 'd.png', boxes: [[20, 20, 30, 30]] },
        { file: 'e.png', mask: 'gone.png' },
        { file: 'f.png', mask: 'index.json' },
      ]),
      ...Object.fromEntries(
        await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(async (name) => [`${name}.png`, await grey(3)])),
      ),
      'black.png': await grey(0),
      'small.png': await grey(255, 4, 3),
    })
    const { samples, skipped } = await openDataset(join(folder, 'index.json'), { labels })
    expect(samples.map(({ id }) => id)).toEqual(['a.png'])
    expect(skipped.map(({ id, code }) => [id, code])).toEqual([
      ['gone.png', 'PICTURE_UNREADABLE'],
      ['b.png', 'DATASET_MASK_EMPTY'],
      ['c.png', 'DATASET_MASK_SIZE'],
      ['d.png', 'DATASET_BOX_OUTSIDE'],
      ['e.png', 'PICTURE_UNREADABLE'],
      ['f.png', 'MAP_UNREADABLE'],
    ])
  })
})

it('a csv list gives pictures from where it lies', async () => {
  const folder = await folderWith({ 'lists/all.csv': 'file,class\n../x.png,lynx\n', 'x.png': await grey(7) })
  const { samples } = await openDataset(join(folder, 'lists/all.csv'), { labels })
  expect(samples).toMatchObject([{ id: '../x.png', class: 2 }])
  expect((await samples[0]!.open()).rgb[0]).toBe(7)
})

describe('what is no data set', () => {
  it('is refused', async () => {
    const folder = await folderWith({ 'notes.txt': 'a', 'empty/notes.txt': '', 'bad/cat/1.png': 'no picture' })
    for (const name of ['gone', 'notes.txt', 'empty', 'bad'])
      await expect(openDataset(join(folder, name), { labels })).rejects.toEqual(
        expect.objectContaining({ code: 'DATASET_UNREADABLE' }),
      )
  })

  it('names what was skipped where nothing is left', async () => {
    const folder = await folderWith({ 'cat/1.png': 'no picture' })
    await expect(openDataset(folder, { labels })).rejects.toThrow(/none of its 1 pictures can be used\. cat\/1\.png: /)
  })
})
