import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aopc } from '../../../src/metrics/faithfulness/aopc.ts'
import { deletion } from '../../../src/metrics/faithfulness/deletion.ts'
import { irof } from '../../../src/metrics/faithfulness/irof.ts'
import { pixelFlipping } from '../../../src/metrics/faithfulness/pixel-flipping.ts'
import { selectivity } from '../../../src/metrics/faithfulness/selectivity.ts'
import { additive } from '../../../src/testing/tiny-models/additive.ts'
import { amounts, contributions, regionOf } from './additive-frame.ts'
import { anyMetric, measured, openFrame, type ScoredFrame } from './score-context.ts'

let frame: ScoredFrame
beforeAll(async () => {
  frame = await openFrame(additive())
})
afterAll(() => frame.close())

const best = [...amounts].sort((a, b) => b - a)
/** Probability when the first regions of an order are hidden: with no region hidden 1. */
const afterHiding = (order: readonly number[]): readonly number[] =>
  [0, ...order].map((_, hidden) => order.slice(0, hidden).reduce((score, amount) => score - amount, 1))
/** Mean of a curve over equal steps, by trapezoids. */
const meanOf = (scores: readonly number[]): number =>
  scores.slice(1).reduce((sum, score, step) => sum + (score + scores[step]!) / 2, 0) / (scores.length - 1)

describe('aopc with patches as large as the regions of the additive model', () => {
  const context = () => frame.contextOf(contributions)

  test('is the mean drop of hiding them best first; parts: worst first, and the area between', async () => {
    const { value, parts, curve } = await measured(aopc, context(), { patch: 4 })
    const [morf, lerf] = [1 - meanOf(afterHiding(best)), 1 - meanOf(afterHiding(best.toReversed()))]
    expect(value).toBeCloseTo(morf, 5)
    expect(parts!['lerf']).toBeCloseTo(lerf, 5)
    expect(parts!['abpc']).toBeCloseTo(morf - lerf, 5)
    expect([...curve!.share]).toEqual([...new Array(9).keys()].map((patches) => patches / 8))
  })

  test('ends after as many patches as are wanted', async () => {
    const { value, parts, curve } = await measured(aopc, context(), { patch: 4, patches: 3 })
    expect(value).toBeCloseTo(1 - meanOf(afterHiding(best).slice(0, 4)), 5)
    expect(parts!['hidden']).toBe(3 / 8)
    expect(curve!.score[3]).toBeCloseTo(0.35, 5)
  })

  test('hides as much of a map with equal patches, so that its figure compares with that of any other', async () => {
    // Pairs of regions, and then three and five of them, have one value: two patches are one pair, not two pairs.
    const ofRegions = (values: readonly number[]) => frame.contextOf(contributions.map((_, pixel) => values[regionOf(pixel)]!))
    const pairs = await measured(aopc, ofRegions([4, 4, 3, 3, 2, 2, 1, 1]), { patch: 4, patches: 2 })
    expect([pairs.parts!['hidden'], pairs.value]).toEqual([2 / 8, expect.closeTo(0.25 / 2, 5)])
    const threes = await measured(aopc, ofRegions([1, 1, 1, 0, 0, 0, 0, 0]), { patch: 4, patches: 2 })
    expect(threes.parts!).toMatchObject({ hidden: 3 / 8, lerf: null, abpc: null })
    // Five are too far from two, so that none are hidden.
    const fives = await measured(aopc, ofRegions([0, 0, 0, 1, 1, 1, 1, 1]), { patch: 4, patches: 2 })
    expect([fives.value, fives.reason]).toEqual([null, 'too many patches have the same value to hide the most important ones'])
  })

  test('is measured at as many points as are wanted, over the true area', async () => {
    const { value, curve } = await measured(aopc, context(), { patch: 4, steps: 2 })
    expect([...curve!.share]).toEqual([0, 0.5, 1])
    const scores = afterHiding(best)
    expect(value).toBeCloseTo(1 - meanOf([scores[0]!, scores[4]!, scores[8]!]), 5)
  })

  test('turns into the other order with the map', async () => {
    const { parts } = await measured(aopc, context(), { patch: 4 })
    const turned = await measured(aopc, frame.contextOf(contributions.map((value) => -value)), { patch: 4 })
    expect(turned.value).toBeCloseTo(parts!['lerf']!, 12)
    expect(turned.parts!['abpc']).toBeCloseTo(-parts!['abpc']!, 12)
  })
})

describe('selectivity', () => {
  test('is the area under the same curve over all patches', async () => {
    const { value } = await measured(selectivity, frame.contextOf(contributions), { patch: 4 })
    expect(value).toBeCloseTo(meanOf(afterHiding(best)), 5)
  })
})

describe('pixel flipping', () => {
  test('is deletion on black, whatever the explanation hides with', async () => {
    const context = frame.contextOf(contributions, { baseline: { kind: 'white' } })
    const flipped = await measured(pixelFlipping, context)
    expect(flipped.value).toBe((await measured(deletion, context, { baseline: 'black' })).value)
    expect(flipped.warnings).toEqual([])
  })
})

describe('irof', () => {
  const regionValues = { kind: 'regions', values: Float64Array.from(amounts) } as const

  test('is the area over the relative curve of the regions of the attribution', async () => {
    const { value, parts } = await measured(irof, frame.contextOf(regionValues), { baseline: 'black' })
    expect(value).toBeCloseTo(1 - meanOf(afterHiding(best)), 5)
    expect(parts!['regions']).toBe(8)
  })

  test('is 0 where hiding changes nothing', async () => {
    // The mean colour of a white frame is white.
    const { value, warnings } = await measured(irof, frame.contextOf(regionValues))
    expect(value).toBeCloseTo(0, 6)
    expect(warnings?.map(({ code }) => code)).toEqual(['SCORE_BASELINE'])
  })

  test('divides the frame anew on demand, also where the attribution has regions', async () => {
    const eight = await measured(irof, frame.contextOf(regionValues), { baseline: 'black' })
    const two = await measured(irof, frame.contextOf(regionValues), { baseline: 'black', regions: 2 })
    expect([eight.parts!['regions'], two.parts!['regions']]).toEqual([8, 2])
    expect(two.curve!.share).toHaveLength(3)
  })

  test('divides the frame into superpixels for a map without regions', async () => {
    const { value, parts } = await measured(irof, frame.contextOf(contributions), { baseline: 'black', regions: 8 })
    expect(parts!['regions']).toBeGreaterThan(1)
    expect(value).toBeGreaterThan(0.4)
  })

  test('is undefined where the picture itself has nothing of the class', async () => {
    // Class 1 has what class 0 leaves of the white frame: nothing.
    const unlikely = await openFrame(additive(), 1)
    const { value, reason } = await measured(irof, unlikely.contextOf(regionValues))
    expect(value).toBeNull()
    expect(reason).toMatch(/too little to divide by/)
    await unlikely.close()
  })
})

describe('every metric of patches', () => {
  test.each([anyMetric(aopc), anyMetric(selectivity), anyMetric(pixelFlipping), anyMetric(irof)])(
    '$name is undefined for a constant map, with a reason',
    async ({ measure }) => {
      const { value, reason } = await measure(frame.contextOf(new Float32Array(128)))
      expect(value).toBeNull()
      expect(reason).toMatch(/zero everywhere/)
    },
  )

  test.each([anyMetric(aopc), anyMetric(selectivity)])('$name is undefined where all patches are alike', async ({ measure }) => {
    // Each patch has one pixel of each value.
    const alike = Array.from({ length: 128 }, (_, pixel) => (pixel % 16) % 4)
    expect((await measure(frame.contextOf(alike), { patch: 4 })).value).toBeNull()
  })
})
