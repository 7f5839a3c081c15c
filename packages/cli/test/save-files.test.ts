import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderOf, prepareFolder, saveFiles } from '../src/output/save-files.ts'
import { temporaryFolder } from './run-cli.ts'

const bytes = (text: string) => Buffer.from(text)

describe('saving', () => {
  it('makes the folders and replaces what is there', async () => {
    const folder = join(temporaryFolder(), 'a', 'b')
    await saveFiles(folder, [{ name: 'x.json', bytes: bytes('old') }])
    await saveFiles(folder, [{ name: 'x.json', bytes: bytes('new') }])
    expect(readFileSync(join(folder, 'x.json'), 'utf8')).toBe('new')
    expect(readdirSync(folder)).toEqual(['x.json'])
  })

  it('leaves nothing half-written where the name is taken by a folder', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'x.json', 'inside'), { recursive: true })
    await expect(saveFiles(folder, [{ name: 'x.json', bytes: bytes('new') }])).rejects.toMatchObject({ code: 'RUN_DISK' })
    expect(readdirSync(folder)).toEqual(['x.json'])
  })

  it('keeps what was there when a later file cannot be written', async () => {
    const folder = temporaryFolder()
    await saveFiles(folder, [{ name: 'overlay.png', bytes: bytes('old') }])
    const tooLong = `${'x'.repeat(300)}.json`
    const files = [
      { name: 'overlay.png', bytes: bytes('new') },
      { name: tooLong, bytes: bytes('{}') },
    ]
    await expect(saveFiles(folder, files)).rejects.toMatchObject({ code: 'RUN_DISK', where: { file: join(folder, tooLong) } })
    expect(readFileSync(join(folder, 'overlay.png'), 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['overlay.png'])
  })

  it.each([
    ['a file', () => join(temporaryFolder(), 'taken')],
    ['a folder below a file', () => join(temporaryFolder(), 'taken', 'below')],
  ])('refuses to prepare %s', async (_, place) => {
    const path = place()
    writeFileSync(path.replace(/below$/, '').replace(/\/$/, ''), '')
    await expect(prepareFolder(path)).rejects.toMatchObject({ code: 'RUN_DISK', where: { file: path } })
  })

  it('refuses a place that the system keeps for itself', async () => {
    await expect(prepareFolder('/proc/telltale-out')).rejects.toMatchObject({ code: 'RUN_DISK' })
  })
})

describe('the folder of a picture', () => {
  const hash = '3f9a0c1d22b7'.padEnd(64, '0')

  it('is its stem and twelve digits of its content', () => {
    expect(folderOf('cat.jpg', hash)).toBe('cat~3f9a0c1d22b7')
    expect(folderOf('.hidden', hash)).toBe('.hidden~3f9a0c1d22b7')
    expect(folderOf('archive.tar.png', hash)).toBe('archive.tar~3f9a0c1d22b7')
  })

  it('fits a file system, cut between characters', () => {
    const name = folderOf(`${'猫'.repeat(80)}.jpg`, hash)
    expect(name).toBe(`${'猫'.repeat(66)}~3f9a0c1d22b7`)
  })

  it('holds no control characters', () => {
    expect(folderOf('a\nb.png', hash)).toBe('a\uFFFDb~3f9a0c1d22b7')
  })
})
