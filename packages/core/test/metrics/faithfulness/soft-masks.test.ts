import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adcc } from '../../../src/metrics/faithfulness/adcc.ts'
import { averageDrop } from '../../../src/metrics/faithfulness/average-drop.ts'
import { averageGain } from '../../../src/metrics/faithfulness/average-gain.ts'
import { averageIncrease } from '../../../src/metrics/faithfulness/average-increase.ts'
import { additive } from '../../../src/testing/tiny-models/additive.ts'
import { andPair } from '../../../src/testing/tiny-models/pair.ts'
import { amounts, regionOf } from './additive-frame.ts'
import { anyMetric, measured, openFrame, type ScoredFrame } from './score-context.ts'

let frame: ScoredFrame
beforeAll(async () => {
  frame = await openFrame(additive())
})
afterAll(() => frame.close())

/** Keeps the first regions wholly and the last not at all; halves of the rest make whole hundredths. */
const kept = [1, 0.5, 0.5, 0.9, 0.5, 0.8, 0.5, 0] as const
const map = Float32Array.from({ length: 128 }, (_, pixel) => kept[regionOf(pixel)]!)
const masked = 0.01 + amounts.reduce((sum, amount, region) => sum + amount * kept[region]!, 0)

describe('masks that keep each pixel as far as the map finds it important', () => {
  test('average drop is the part of the probability that is lost, beside what the map keeps', async () => {
    const { value, parts } = await measured(averageDrop, frame.contextOf(map))
    expect(parts!['picture']).toBeCloseTo(1, 5)
    // The model takes fractions of a shown pixel; between two rows of its table it is straight in the logits.
    expect(parts!['masked']).toBeCloseTo(masked, 2)
    expect(value).toBeCloseTo(1 - masked, 2)
    expect(parts!['complexity']).toBeCloseTo(4.7 / 8, 6)
  })

  test('the size of values counts, not their sign or their scale', async () => {
    const first = await measured(averageDrop, frame.contextOf(map))
    const turned = map.map((value, pixel) => (pixel % 3 === 0 ? -8 : 8) * value)
    expect((await measured(averageDrop, frame.contextOf(turned))).value).toBe(first.value)
  })

  test('what a map finds least important is not kept at all', async () => {
    const first = await measured(averageDrop, frame.contextOf(map))
    const raised = await measured(averageDrop, frame.contextOf(map.map((value) => value + 1)))
    expect(raised.value).toBeCloseTo(first.value!, 5)
    expect(raised.parts!['complexity']).toBeCloseTo(4.7 / 8, 5)
  })

  test('average increase and gain are 0 where the model is less sure, and where certain there is nothing to gain', async () => {
    const pair = await openFrame(andPair())
    const shown = { kind: 'regions', values: Float64Array.of(1, 1, 1, 1, 1, 0) } as const
    expect((await measured(averageIncrease, pair.contextOf(shown))).value).toBe(0)
    expect((await measured(averageGain, pair.contextOf(shown))).value).toBe(0)
    const sure = await measured(averageGain, frame.contextOf(map))
    expect([sure.value, sure.reason]).toEqual([null, 'the model is certain of the whole picture: there is nothing to gain'])
    await pair.close()
  })

  test('average increase and gain say when the rest had spoken against the class', async () => {
    // Class 1 of the pair has 1 - .75 of the whole frame, and 1 - .15 without the last two regions.
    const other = await openFrame(andPair(), 1)
    const context = other.contextOf({ kind: 'regions', values: Float64Array.of(1, 1, 1, 1, 0, 0) })
    expect((await measured(averageIncrease, context)).value).toBe(1)
    expect((await measured(averageGain, context)).value).toBeCloseTo((0.85 - 0.25) / 0.75, 4)
    expect((await measured(averageDrop, context)).value).toBe(0)
    await other.close()
  })

  test('all share the two forwards of one map', async () => {
    frame.forget()
    const before = frame.forwards()
    const context = frame.contextOf(map)
    for (const { measure } of [anyMetric(averageDrop), anyMetric(averageIncrease), anyMetric(averageGain)]) await measure(context)
    expect(frame.forwards() - before).toBe(averageDrop.cost(averageDrop.parameters.parse({}), 128))
  })

  test.each([anyMetric(averageDrop), anyMetric(averageIncrease), anyMetric(averageGain), anyMetric(adcc)])(
    '$name is undefined for a map of one size',
    async ({ measure }) => {
      const context = frame.contextOf(map.map((_, pixel) => (pixel % 2 === 0 ? 1 : -1)))
      const { value, reason } = await measure({ ...context, explain: async () => map })
      expect([value, reason]).toEqual([null, 'the map has the same value everywhere, so it ranks nothing'])
    },
  )

  test('average drop is undefined where the picture has nothing of the class', async () => {
    const unlikely = await openFrame(additive(), 1)
    const { value, reason } = await measured(averageDrop, unlikely.contextOf(map))
    expect(value).toBeNull()
    expect(reason).toMatch(/too little to divide by/)
    await unlikely.close()
  })
})

describe('adcc', () => {
  test('is the harmonic mean of coherency, what is left out and what is kept of the probability', async () => {
    const frames: Uint8Array[] = []
    // The second map agrees with the first up to a part that correlates by .5 at least.
    const explain = async (other: { readonly frame?: { readonly rgb: Uint8Array } }): Promise<Float32Array> => {
      frames.push(other.frame!.rgb)
      return map.map((value, pixel) => value + (pixel % 2))
    }
    const { value, parts } = await measured(adcc, frame.contextOf(map, { explain }))
    const { coherency, complexity, drop } = parts as Record<string, number>
    expect(complexity).toBeCloseTo(4.7 / 8, 6)
    expect(drop).toBeCloseTo(1 - masked, 2)
    expect(coherency).toBeGreaterThan(0.5)
    expect(coherency).toBeLessThan(1)
    expect(value).toBeCloseTo(3 / (1 / coherency! + 1 / (1 - complexity!) + 1 / (1 - drop!)), 12)
    // What was explained again is the white frame dimmed by the map on black.
    expect([...frames[0]!.subarray(0, 3)]).toEqual([255, 255, 255])
    expect(frames[0]![3 * 4]).toBe(128)
    expect(frames[0]!.at(-1)).toBe(0)
  })

  test('is 0, the limit, where one of the three is', async () => {
    const opposite = async () => map.map((value) => -value)
    expect((await measured(adcc, frame.contextOf(map, { explain: opposite }))).value).toBeCloseTo(0, 12)
  })

  test('is undefined where the second map is constant', async () => {
    const { value, reason } = await measured(adcc, frame.contextOf(map, { explain: async () => new Float32Array(128) }))
    expect(value).toBeNull()
    expect(reason).toMatch(/same value everywhere/)
  })
})
