import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completenessGap } from '../../../src/metrics/faithfulness/completeness-gap.ts'
import { road } from '../../../src/metrics/faithfulness/road.ts'
import { additive } from '../../../src/testing/tiny-models/additive.ts'
import type { TinyModel } from '../../../src/testing/tiny-models/tiny-model.ts'
import { amounts, contributions, readPixels } from './additive-frame.ts'
import { measured, openFrame, type ScoredFrame } from './score-context.ts'

/** The additive model on a frame that is white where it looks and black elsewhere, so that a removed pixel turns as dark as its surroundings. */
function lit(): TinyModel {
  const model = additive()
  const rgb = new Uint8Array(3 * 128)
  for (const pixel of readPixels) rgb.fill(255, 3 * pixel, 3 * pixel + 3)
  return { ...model, frame: { ...model.frame, rgb } }
}

describe('road', () => {
  let frame: ScoredFrame
  beforeAll(async () => {
    frame = await openFrame(lit())
  })
  afterAll(() => frame.close())

  test('is half of what the least important leave more than the most important ones', async () => {
    // One share: the better half of the pixels, all eight lit ones among them, or the worse half.
    const best = contributions.map((_, pixel) => (readPixels.includes(pixel) ? contributions[pixel]! : -1 - pixel))
    const { value, parts, curve } = await measured(road, frame.contextOf(best), { shares: 1, noise: 0 })
    expect([...curve!.share]).toEqual([0, 0.5])
    expect(parts!['picture']).toBeCloseTo(1, 5)
    expect(parts!['morf']).toBeLessThan(-0.5)
    expect(parts!['lerf']).toBeCloseTo(0, 5)
    expect(value).toBeCloseTo((parts!['lerf']! - parts!['morf']!) / 2, 12)
    expect([parts!['accuracyMorf'], parts!['accuracyLerf']]).toEqual([0, 1])
  })

  test('turns its sign with the map', async () => {
    const map = contributions.map((amount, pixel) => amount + pixel / 1e6)
    const one = await measured(road, frame.contextOf(map), { noise: 0 })
    const other = await measured(road, frame.contextOf(map.map((value) => -value)), { noise: 0 })
    expect(one.value).toBeGreaterThan(0.1)
    expect(other.value).toBeCloseTo(-one.value!, 12)
  })

  test('is the same for the same seed and another for another', async () => {
    const context = (seed: number) =>
      frame.contextOf(
        contributions.map((amount, pixel) => amount + pixel / 1e6),
        { seed },
      )
    const noisy = { noise: 0.1 }
    const first = await measured(road, context(1), noisy)
    expect(await measured(road, context(1), noisy)).toEqual(first)
    expect((await measured(road, context(2), noisy)).value).not.toBe(first.value)
  })

  test('costs what it says', async () => {
    frame.forget()
    const before = frame.forwards()
    await measured(road, frame.contextOf(contributions.map((_, pixel) => pixel)), { shares: 9 })
    expect(frame.forwards() - before).toBe(road.cost(road.parameters.parse({ shares: 9 }), 128))
  })

  test('never splits a group of equal values, and removes about as much from both ends', async () => {
    // Ends of groups from the top: 40, 80; from the bottom: 48, 88. Shares of 25, 51, 76 and 102 pixels are nearest to 40 and 48, then to 80 and 88.
    const thirds = contributions.map((_, pixel) => (pixel < 40 ? 2 : pixel < 80 ? 1 : 0))
    const { curve } = await measured(road, frame.contextOf(thirds))
    expect([...curve!.share]).toEqual([0, 40 / 128, 80 / 128])
    const flat = await measured(road, frame.contextOf(new Float32Array(128).fill(1)))
    expect([flat.value, flat.reason]).toEqual([null, 'the map has the same value everywhere, so it ranks nothing'])
  })

  test.each([
    ['a tenth', 1],
    ['three tenths', 3],
  ])('is undefined for %s of the pixels at random: one end would remove those and the other all the rest', async (_, tenths) => {
    const few = contributions.map((__, pixel) => (pixel % 10 < tenths ? 1 : 0))
    const { value, reason } = await measured(road, frame.contextOf(few))
    expect([value, reason]).toEqual([
      null,
      'too many pixels of the map have the same value to remove about the same share from both ends',
    ])
  })
})

describe('completeness gap', () => {
  let frame: ScoredFrame
  beforeAll(async () => {
    frame = await openFrame(additive())
  })
  afterAll(() => frame.close())

  test('is 0 of what each pixel, or each region, adds', async () => {
    expect((await measured(completenessGap, frame.contextOf(contributions))).value).toBeCloseTo(0, 5)
    const regions = { kind: 'regions', values: Float64Array.from(amounts) } as const
    const { value, parts } = await measured(completenessGap, frame.contextOf(regions))
    expect(value).toBeCloseTo(0, 5)
    expect(parts!['total']).toBeCloseTo(0.99, 12)
    expect(parts!['difference']).toBeCloseTo(0.99, 5)
  })

  test('is the part by which the values miss, too much or too little', async () => {
    for (const factor of [0.5, 1.5])
      expect(
        (await measured(completenessGap, frame.contextOf(contributions.map((amount) => factor * amount)))).value,
      ).toBeCloseTo(0.5, 5)
  })

  test('is measured in the space that the method explains', async () => {
    const { parts } = await measured(completenessGap, frame.contextOf(contributions), { space: 'logit' })
    // ln 1 - ln .01: the tiny model's logits are logarithms of its probabilities.
    expect(parts!['difference']).toBeCloseTo(Math.log(100), 4)
  })

  test('is undefined for an order, and where baseline and picture have the same score', async () => {
    const order = { kind: 'order', order: Uint16Array.of(3, 1, 5, 2, 7, 6, 0, 4), terms: terms(8) } as const
    expect((await measured(completenessGap, frame.contextOf(order))).reason).toMatch(/an order of regions/)
    expect((await measured(completenessGap, frame.contextOf(contributions), { baseline: 'white' })).value).toBeNull()
  })
})

function terms(regions: number) {
  const unknown = new Float64Array(regions + 1).fill(Number.NaN)
  return { consistency: unknown, collaboration: unknown, effectiveness: null, confidence: unknown }
}
