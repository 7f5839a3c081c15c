import { describe, expect, test } from 'vitest'
import { readPicture } from '../../src/image/decode.browser.ts'
import { onNode } from './on-node.ts'
import { outcomeOf, type ReadOutcome } from './read-outcome.ts'

const panda = new URL('../../../../models/default/samples/panda.jpg', import.meta.url)
const names = await onNode('pictureNames')

async function readBoth(name: string): Promise<{ readonly page: ReadOutcome; readonly node: ReadOutcome }> {
  const { base64, outcome } = await onNode('pictureInNode', name)
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return { page: await outcomeOf(readPicture(new File([bytes], 'case'))), node: outcome }
}

describe('a picture in a page', () => {
  test.each(names.same)('has the bytes that it has in Node: %s', async (name) => {
    const { page, node } = await readBoth(name)
    expect(page).toEqual(node)
    expect(page.sha256?.pixels).toMatch(/^[0-9a-f]{64}$/)
  })

  test.each(names.browser)('is left to the browser, with a warning: %s', async (name) => {
    const { page, node } = await readBoth(name)
    expect(page).toEqual({ ...node, warnings: [...node.warnings!, 'PICTURE_DECODED_BY_BROWSER'] })
  })

  test.each(names.bad)('is refused as in Node: %s', async (name) => {
    const { page, node } = await readBoth(name)
    expect(page).toEqual(node)
    expect(page.code).toMatch(/^PICTURE_/)
  })

  test('is refused where no browser shows its format', async () => {
    const tiff = new File([Uint8Array.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 0, 0])], 'scan.tiff')
    await expect(readPicture(tiff)).rejects.toMatchObject({
      code: 'PICTURE_UNSUPPORTED',
      message: '"scan.tiff" cannot be used: this browser shows no TIFF files.',
    })
  })

  test('may be fetched, and says where it could not be', async () => {
    expect(await readPicture(panda)).toMatchObject({ name: 'panda.jpg', warnings: [] })
    await expect(readPicture('/no/such/picture.png')).rejects.toMatchObject({
      code: 'PICTURE_UNREADABLE',
      message: '"/no/such/picture.png" cannot be read: it was answered with status 404.',
    })
  })
})
