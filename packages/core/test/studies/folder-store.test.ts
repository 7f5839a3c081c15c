import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFolderStore } from '../../src/studies/folder-store.node.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = 'cat~0123456789ab'
const bytes = new TextEncoder().encode('whole')

describe('a store in a folder', () => {
  it('keeps files and says what there is', async () => {
    const root = temporaryFolder()
    const store = createFolderStore(root)
    expect([await store.has(folder, 'b.json'), await store.list(folder), await store.read(folder, 'b.json')]).toEqual([
      false,
      [],
      null,
    ])
    await store.put(folder, { name: 'b.json', bytes })
    await store.put(folder, { name: 'a.png', bytes })
    expect(await store.has(folder, 'b.json')).toBe(true)
    expect(await store.list(folder)).toEqual(['a.png', 'b.json'])
    expect(new TextDecoder().decode((await store.read(folder, 'b.json'))!)).toBe('whole')
    expect(readdirSync(root)).toEqual([folder])
  })

  it('replaces a file', async () => {
    const store = createFolderStore(temporaryFolder())
    await store.put(folder, { name: 'b.json', bytes: new TextEncoder().encode('older and longer') })
    await store.put(folder, { name: 'b.json', bytes })
    expect(new TextDecoder().decode((await store.read(folder, 'b.json'))!)).toBe('whole')
  })

  it('settles what is there, and does not miss what is not', async () => {
    const store = createFolderStore(temporaryFolder())
    await store.put(folder, { name: 'b.json', bytes })
    await store.settle(folder, ['b.json'])
    await store.settle(folder, [])
  })

  it('leaves nothing half-written where a file cannot be put', async () => {
    const root = temporaryFolder()
    const store = createFolderStore(root)
    mkdirSync(join(root, folder, 'b.json', 'inside'), { recursive: true })
    await expect(store.put(folder, { name: 'b.json', bytes })).rejects.toMatchObject({ code: 'RUN_DISK' })
    expect(readdirSync(root)).toEqual([folder])
  })

  it('is RUN_DISK where a file stands in place of a folder', async () => {
    const root = temporaryFolder()
    writeFileSync(join(root, folder), '')
    await expect(createFolderStore(root).put(folder, { name: 'b.json', bytes })).rejects.toMatchObject({ code: 'RUN_DISK' })
  })
})
