import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deflatedSize } from '../../../src/image/deflated-size.ts'
import { pic } from '../../../src/metrics/faithfulness/pic.ts'
import { createRandom } from '../../../src/random/random.ts'
import { additive } from '../../../src/testing/tiny-models/additive.ts'
import type { TinyModel } from '../../../src/testing/tiny-models/tiny-model.ts'
import { contributions, readPixels } from './additive-frame.ts'
import { measured, openFrame, type ScoredFrame } from './score-context.ts'

/** The additive model on noise that is white where it looks. */
function noisy(): TinyModel {
  const { next } = createRandom(2)
  const model = additive()
  const rgb = Uint8Array.from({ length: 3 * 128 }, () => 128 * next())
  for (const pixel of readPixels) rgb.fill(255, 3 * pixel, 3 * pixel + 3)
  return { ...model, frame: { ...model.frame, rgb } }
}

let frame: ScoredFrame
beforeAll(async () => {
  frame = await openFrame(noisy())
})
afterAll(() => frame.close())

describe('pic', () => {
  const best = contributions.map((amount, pixel) => amount + pixel / 1e6)

  test('is high where the pixels that the model reads come first, low where they come last', async () => {
    const first = await measured(pic, frame.contextOf(best))
    const last = await measured(pic, frame.contextOf(best.map((value) => -value)))
    expect(first.value).toBeGreaterThan(0.6)
    expect(last.value).toBeLessThan(0.5)
    expect(first.parts!['aic']).toBeGreaterThan(last.parts!['aic']!)
  })

  test('has a curve from the blurred to the whole picture that never falls', async () => {
    const { next } = createRandom(9)
    const { value, curve } = await measured(pic, frame.contextOf(best.map(next)))
    const { share, score } = curve!
    expect([share[0], score[0], share.at(-1), score.at(-1)]).toEqual([0, 0, 1, 1])
    for (let point = 1; point < share.length; point++) {
      expect(share[point]).toBeGreaterThanOrEqual(share[point - 1]!)
      expect(score[point]).toBeGreaterThanOrEqual(score[point - 1]!)
    }
    expect(value).toBeGreaterThan(0)
    expect(value).toBeLessThan(1)
  })

  test('is the same for the same seed and costs no more than it says', async () => {
    frame.forget()
    const before = frame.forwards()
    const first = await measured(pic, frame.contextOf(best))
    expect(frame.forwards() - before).toBeLessThanOrEqual(pic.cost(pic.parameters.parse({}), 128))
    expect(await measured(pic, frame.contextOf(best))).toEqual(first)
  })

  test('has no value for a picture that the model is not sure of, nor where blur is no smaller', async () => {
    const unlikely = await openFrame(noisy(), 1)
    const unsure = await measured(pic, unlikely.contextOf(best))
    expect([unsure.value, unsure.reason]).toEqual([
      null,
      'the model gives the class 0.00 on the whole picture, and 0.8 are asked for',
    ])
    await unlikely.close()
    const plain = await openFrame(additive())
    const smooth = await measured(pic, plain.contextOf(best))
    expect([smooth.value, smooth.reason]).toEqual([null, 'the blurred picture is no smaller than the whole one'])
    await plain.close()
  })
})

test('a picture of noise takes more bytes than a plain one', async () => {
  const { next } = createRandom(1)
  const size = { width: 32, height: 32 }
  const noise = await deflatedSize({ ...size, rgb: Uint8Array.from({ length: 3072 }, () => 256 * next()) })
  expect(noise).toBeGreaterThan(3072)
  expect(await deflatedSize({ ...size, rgb: new Uint8Array(3072) })).toBeLessThan(200)
})
