import { describe, expect, it } from 'vitest'
import { cutIntoSprites } from '../../src/reporting/cut-sprites.ts'

const documents = Array.from({ length: 5000 }, (_, index) => `photo-${String(index).padStart(5, '0')}~1/submodular.1.json`)
const sprites = cutIntoSprites(documents)

describe('sprites', () => {
  it('take every document once, in order', () => {
    expect(sprites.flat()).toEqual(documents)
  })

  it('hold 64 to 320 thumbnails each, but for the last', () => {
    const sizes = sprites.slice(0, -1).map(({ length }) => length)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(64)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(320)
  })

  it('stay as they are but for few when a document comes between', () => {
    const known = new Set(sprites.map((paths) => paths.join()))
    const changed = cutIntoSprites([...documents.slice(0, 2500), 'photo-02499-b~1/submodular.1.json', ...documents.slice(2500)])
    expect(changed.filter((paths) => !known.has(paths.join())).length).toBeLessThanOrEqual(3)
  })

  it('of nothing are none', () => {
    expect(cutIntoSprites([])).toEqual([])
  })
})
