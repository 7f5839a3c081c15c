import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Explanation } from '../../src/explanation/document.ts'
import { renderComparison } from '../../src/render/comparison.node.ts'
import { exampleExplanation } from './example-explanation.ts'

const method = (name: string) => ({ name, parameters: {}, version: 1 })
const first = exampleExplanation(() => ({ method: method('rise') }))
const second = exampleExplanation(() => ({ method: method('lime'), attribution: { kind: 'regions', values: [-3, 0, 0, 3] } }))
const picture = {
  name: 'cat.png',
  width: 8,
  height: 6,
  rgb: new Uint8Array(8 * 6 * 3).fill(128),
  sha256: first.body.picture.sha256,
  warnings: [],
}

test('the comparison is a PNG of the maps over what the model saw, a quarter of it the picture', async () => {
  const png = await renderComparison(picture, [first, second])
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  // Both maps are 300 wide and stand at the left of their columns: quarters of 150, in reading order.
  const top = 56 + mapTop(data, info.width)
  const at = (x: number, y: number) => {
    const offset = 3 * (Math.round(top + y) * info.width + x)
    return [...data.subarray(offset, offset + 3)]
  }
  expect(info.width).toBe(1400)
  expect(at(56 + 225, 75)).toEqual([222, 205, 60]) // rise, region 1: the most, yellow
  expect(at(56 + 75, 75)).toEqual([83, 33, 95]) // rise, region 0: the least, violet
  expect(at(720 + 75, 75)).toEqual([157, 85, 32]) // lime, region 0: against, orange
  expect(at(720 + 225, 225)).toEqual([32, 100, 143]) // lime, region 3: for, blue
  expect(at(720 + 225, 75)).toEqual([216, 214, 212]) // lime, region 1: zero, light
})

/** Rows from 56 down to the first map, seen by the violet of its first region. */
function mapTop(data: Uint8Array, width: number): number {
  for (let y = 56; ; y++) {
    const offset = 3 * (y * width + 60)
    if (data[offset] === 83 && data[offset + 1] === 33 && data[offset + 2] === 95) return y - 56
    if (offset > data.length) throw new Error('no map')
  }
}

test('documents of another target, model or baseline are not compared', async () => {
  const other: Explanation = exampleExplanation(({ model, target }) => ({
    model: { ...model, sha256: 'b'.repeat(64) },
    target: { ...target, class: 9 },
    baseline: { kind: 'white' },
  }))
  await expect(renderComparison(picture, [first, other])).rejects.toMatchObject({
    code: 'DOCUMENT_INVALID',
    where: { value: 'model, target, baseline' },
  })
})

test('another picture is refused', async () => {
  const dog = { ...picture, name: 'dog.png', sha256: { ...picture.sha256, pixels: 'b'.repeat(64) } }
  await expect(renderComparison(dog, [first, second])).rejects.toMatchObject({
    code: 'DOCUMENT_INVALID',
    where: { file: 'dog.png' },
  })
})

test.each([[1], [19]])('%i documents are too few or too many', async (count) => {
  await expect(
    renderComparison(
      picture,
      Array.from({ length: count }, () => first),
    ),
  ).rejects.toMatchObject({
    code: 'USAGE_PARAMETER',
    where: { value: `${count}`, limit: '2 to 18' },
  })
})
