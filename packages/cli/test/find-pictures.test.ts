import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findPictures } from '../src/explaining/find-pictures.ts'
import { temporaryFolder } from './run-cli.ts'

/** A folder with empty files of these names. */
function folderWith(...names: readonly string[]): string {
  const folder = temporaryFolder()
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), '')
  }
  return folder
}

async function namesFound(folder: string, ...names: readonly string[]): Promise<readonly string[]> {
  const { pictures, failures } = await findPictures(names, folder)
  expect(failures).toEqual([])
  return pictures.map(({ name }) => name)
}

describe('pictures of the arguments', () => {
  it('a folder gives the pictures in it and below, sorted by code unit, endings in any case', async () => {
    const folder = folderWith('photos/b.JPG', 'photos/Z.png', 'photos/a.jpeg', 'photos/notes.txt', 'photos/sub/ä.webp')
    expect(await namesFound(folder, 'photos')).toEqual(['photos/Z.png', 'photos/a.jpeg', 'photos/b.JPG', 'photos/sub/ä.webp'])
  })

  it('a pattern gives what it matches', async () => {
    const folder = folderWith('cat-2.jpg', 'cat-10.JPG', 'dog.jpg')
    expect(await namesFound(folder, 'cat-*.jpg')).toEqual(['cat-10.JPG', 'cat-2.jpg'])
    expect(await namesFound(folder, join(folder, '*.jpg'))).toEqual(['cat-10.JPG', 'cat-2.jpg', 'dog.jpg'])
  })

  it('a path that exists is no pattern', async () => {
    const folder = folderWith('[cat].jpg', 'c.jpg')
    expect(await namesFound(folder, '[cat].jpg')).toEqual(['[cat].jpg'])
  })

  it('a named file is taken whatever its ending', async () => {
    const folder = folderWith('picture')
    expect(await namesFound(folder, './picture')).toEqual(['./picture'])
  })

  it('the same picture twice is explained once', async () => {
    const folder = folderWith('a.jpg', 'b.jpg')
    expect(await namesFound(folder, 'b.jpg', '.', './a.jpg')).toEqual(['b.jpg', 'a.jpg'])
  })

  it('what an earlier run wrote is no picture to explain', async () => {
    const folder = folderWith('cat.jpg', 'telltale-out/cat~0123456789ab/overlay.png')
    expect(await namesFound(folder, '.')).toEqual(['cat.jpg'])
  })
})

describe('arguments that stand for many pictures', () => {
  const isBatch = async (folder: string, ...names: readonly string[]) => (await findPictures(names, folder)).isBatch

  it('are a folder, a pattern, a list, or several names', async () => {
    const folder = folderWith('photos/a.jpg', 'b.jpg')
    writeFileSync(join(folder, 'list.csv'), 'picture\nb.jpg\n')
    expect(await isBatch(folder, 'photos')).toBe(true)
    expect(await isBatch(folder, '*.jpg')).toBe(true)
    expect(await isBatch(folder, 'list.csv')).toBe(true)
    expect(await isBatch(folder, 'b.jpg', 'photos/a.jpg')).toBe(true)
  })

  it('are not one name, however often it is said', async () => {
    const folder = folderWith('b.jpg')
    expect(await isBatch(folder, 'b.jpg')).toBe(false)
    expect(await isBatch(folder, 'b.jpg', './b.jpg')).toBe(false)
  })

  it('as a list are seen from where it lies, with their classes', async () => {
    const folder = folderWith('data/a.jpg')
    writeFileSync(join(folder, 'data/list.csv'), 'picture,class\na.jpg,cat\n')
    const { pictures } = await findPictures(['data/list.csv'], folder)
    expect(pictures).toEqual([{ name: 'data/a.jpg', path: join(folder, 'data/a.jpg'), truth: 'cat' }])
  })
})

describe('arguments that stand for nothing', () => {
  it.each([
    ['missing.jpg', 'There is no file missing.jpg.'],
    ['*.jpg', 'No file matches *.jpg.'],
    ['empty', 'There is no picture in the folder empty.'],
  ])('%s is named', async (name, message) => {
    const folder = folderWith('empty/notes.txt')
    const { pictures, failures } = await findPictures([name], folder)
    expect(pictures).toEqual([])
    expect(failures.map(({ error }) => [error.code, error.message])).toEqual([['PICTURE_UNREADABLE', message]])
  })
})
