import sharp from 'sharp'
import { expect, test } from 'vitest'
import { composeOverlay, renderOverlay } from '../../src/render/overlay.node.ts'
import { exampleExplanation, exampleOrder } from './example-explanation.ts'

const explanation = exampleOrder()
const picture = {
  name: 'cat.png',
  width: 8,
  height: 6,
  rgb: new Uint8Array(8 * 6 * 3).map((_, index) => [180, 90, 30][index % 3]!),
  sha256: explanation.body.picture.sha256,
  warnings: [],
}

const drawn = renderOverlay(picture, explanation, { sentences: [] })

async function decode(png: Uint8Array) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return { ...info, at: (x: number, y: number) => [...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3)] }
}

// The 8x6 picture is drawn 720x540 with its corner at (56, heroTop): one of its pixels is 90 wide. Without sentences the header ends here.
const heroTop = 56 + 90 + 40

test('the overlay is a PNG 1400 pixels wide: the answer in its own colour, the rest dimmer, the page around it', async () => {
  const { width, format, at } = await decode(await drawn)
  expect({ width, format }).toMatchObject({ width: 1400 })
  expect(at(56 + 4.5 * 90, heroTop + 1.5 * 90)).toEqual([180, 90, 30]) // region 1, upper right quarter of the frame
  const rest = at(56 + 2.5 * 90, heroTop + 3.5 * 90) // region 2
  expect(Math.abs(rest[0]! - rest[2]!)).toBeLessThan(4) // grey, but for the page's own tint
  const unseen = at(56 + 0.5 * 90, heroTop + 0.5 * 90)
  expect(unseen[0]).toBeGreaterThan(rest[0]!)
  expect(at(5, 5)).toEqual([251, 250, 248])
})

test('the map of a method lies on the grey picture, in colours over what the model saw', async () => {
  const byRegion = exampleExplanation(({ method }) => ({ method: { ...method, name: 'occlusion' } }))
  const { at } = await decode(await renderOverlay(picture, byRegion, { sentences: [] }))
  // The 8x6 picture is drawn 624x468 at (720, heroTop): one of its pixels is 78 wide.
  const most = at(720 + 4.5 * 78, heroTop + 1.5 * 78)
  const zero = at(720 + 2.5 * 78, heroTop + 1.5 * 78)
  const unseen = at(720 + 0.5 * 78, heroTop + 0.5 * 78)
  expect(most[2]! - most[0]!).toBeGreaterThan(80) // blue: the most for the target
  expect(Math.abs(zero[2]! - zero[0]!)).toBeLessThan(12) // light: zero
  expect(unseen[0]).toBeGreaterThan(zero[0]!)
})

test('unless told, the answer is put in words', async () => {
  const { svg } = await composeOverlay(picture, explanation)
  expect(svg).toContain('1 of 4 regions (25 % of the picture) is enough for it')
})

test('the dark page is dark', async () => {
  const { at } = await decode(await renderOverlay(picture, explanation, { theme: 'dark' }))
  expect(at(5, 5)).toEqual([20, 23, 26])
})

test('the same document gives the same bytes', async () => {
  const again = await renderOverlay(picture, explanation, { sentences: [] })
  expect(Buffer.compare(again, await drawn)).toBe(0)
})

test('another picture is refused', async () => {
  const other = { ...picture, name: 'dog.png', sha256: { ...picture.sha256, pixels: 'b'.repeat(64) } }
  await expect(renderOverlay(other, explanation)).rejects.toMatchObject({ code: 'DOCUMENT_INVALID', where: { file: 'dog.png' } })
})
