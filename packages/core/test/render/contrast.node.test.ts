import sharp from 'sharp'
import { expect, test } from 'vitest'
import { renderContrast } from '../../src/render/contrast.node.ts'
import { exampleExplanation } from './example-explanation.ts'

const first = exampleExplanation()
const second = exampleExplanation(({ answer }) => ({
  target: { class: 9, label: 'lynx', why: 'truth' },
  answer: { ...answer!, regions: [2], flip: null },
}))
const picture = {
  name: 'cat.png',
  width: 8,
  height: 6,
  rgb: new Uint8Array(8 * 6 * 3).map((_, index) => [180, 90, 30][index % 3]!),
  sha256: first.body.picture.sha256,
  warnings: [],
}

test('the contrast is a PNG in which the regions of both answers keep their colour', async () => {
  const png = await renderContrast(picture, first, second)
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  // The 8x6 picture is drawn 720x540 below header and title: one of its pixels is 90 wide.
  const at = (x: number, y: number) => {
    const offset = 3 * (Math.round(56 + 112 + 24 + 40 + y * 90) * info.width + Math.round(56 + x * 90))
    return [...data.subarray(offset, offset + 3)]
  }
  expect([info.width, info.format]).toEqual([1400, 'raw'])
  expect([at(5.5, 1.5), at(2.5, 4.5)]).toEqual([
    [180, 90, 30], // region 1, upper right
    [180, 90, 30], // region 2, lower left
  ])
  const [red, , blue] = at(5.6, 4.6) // region 3 is nobody's: grey
  expect(Math.abs(red! - blue!)).toBeLessThan(4)
})

test('documents of other regions, models or baselines are not shown together', async () => {
  const other = exampleExplanation(({ model }) => ({ model: { ...model, sha256: 'b'.repeat(64) }, baseline: { kind: 'white' } }))
  await expect(renderContrast(picture, first, other)).rejects.toMatchObject({
    code: 'DOCUMENT_INVALID',
    where: { value: 'model, baseline' },
  })
})

test('another picture is refused', async () => {
  const dog = { ...picture, name: 'dog.png', sha256: { ...picture.sha256, pixels: 'b'.repeat(64) } }
  await expect(renderContrast(dog, first, second)).rejects.toMatchObject({ code: 'DOCUMENT_INVALID', where: { file: 'dog.png' } })
})
