import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { areaUnderCurve } from '../../../src/math/area-under-curve.ts'
import { deletion } from '../../../src/metrics/faithfulness/deletion.ts'
import { fidelity } from '../../../src/metrics/faithfulness/fidelity.ts'
import { insertion } from '../../../src/metrics/faithfulness/insertion.ts'
import { insertionDeletion } from '../../../src/metrics/faithfulness/insertion-deletion.ts'
import { lif } from '../../../src/metrics/faithfulness/lif.ts'
import { mif } from '../../../src/metrics/faithfulness/mif.ts'
import { createRandom, shuffled } from '../../../src/random/random.ts'
import { additive } from '../../../src/testing/tiny-models/additive.ts'
import { amounts, contributions, probabilityOf, regionOf } from './additive-frame.ts'
import { anyMetric, measured, openFrame, type ScoredFrame } from './score-context.ts'

let frame: ScoredFrame
beforeAll(async () => {
  frame = await openFrame(additive())
})
afterAll(() => frame.close())

/** By the definition, in float64, of a map without ties whose steps are whole pixels. */
function areaByHand(map: ArrayLike<number>, steps: number, moved: 'hidden' | 'shown', sign = 1): number {
  const order = Array.from({ length: map.length }, (_, pixel) => pixel).sort((a, b) => sign * (map[b]! - map[a]!))
  const scores = Array.from({ length: steps + 1 }, (_, step) => {
    const first = new Set(order.slice(0, (step * map.length) / steps))
    return probabilityOf((pixel) => first.has(pixel) === (moved === 'shown'))
  })
  return scores.slice(1).reduce((sum, score, step) => sum + (score + scores[step]!) / 2 / steps, 0)
}

const anyMap = (seed: number): Float32Array => Float32Array.from(shuffled(128, createRandom(seed)), (rank) => rank - 64)

describe('curves of a map without ties', () => {
  test.each([1, 2, 3])('have the areas of their definition (%d)', async (seed) => {
    const map = anyMap(seed)
    const context = frame.contextOf(map)
    expect((await measured(deletion, context)).value).toBeCloseTo(areaByHand(map, 32, 'hidden'), 5)
    expect((await measured(insertion, context)).value).toBeCloseTo(areaByHand(map, 32, 'shown'), 5)
    expect((await measured(mif, context)).value).toBeCloseTo(areaByHand(map, 32, 'hidden'), 5)
    expect((await measured(lif, context)).value).toBeCloseTo(areaByHand(map, 32, 'hidden', -1), 5)
  })

  test('are at the pixels after each step, with the scores at both ends', async () => {
    const { curve, parts } = await measured(deletion, frame.contextOf(anyMap(1)), { steps: 4 })
    expect([...curve!.share]).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(curve!.score[0]).toBeCloseTo(1, 6)
    expect(curve!.score[4]).toBeCloseTo(0.01, 6)
    expect(parts).toEqual({ picture: curve!.score[0], baseline: curve!.score[4] })
  })
})

test('a flat curve has its height for its area, and the published one 0.45', () => {
  expect(areaUnderCurve([0, 0.25, 0.5, 0.75, 1], [0.9, 0.7, 0.4, 0.2, 0.1])).toBeCloseTo(0.45, 12)
  expect(areaUnderCurve([0, 0.1, 1], [0.3, 0.3, 0.3])).toBeCloseTo(0.3, 12)
})

describe('deletion', () => {
  test('is lowest for what each pixel adds, of all orders tried', async () => {
    const best = (await measured(deletion, frame.contextOf(contributions), { steps: 128 })).value!
    for (let seed = 0; seed < 20; seed++)
      expect((await measured(deletion, frame.contextOf(anyMap(seed)), { steps: 128 })).value).toBeGreaterThan(best)
  })

  test('moves equal values together: 120 pixels that add nothing are one step', async () => {
    const { curve } = await measured(deletion, frame.contextOf(contributions), { steps: 128 })
    expect([...curve!.share]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 128].map((count) => count / 128))
  })
})

describe('curves of attributions of regions', () => {
  const values = { kind: 'regions', values: Float64Array.from(amounts) } as const

  test('have a point after each region', async () => {
    const { value, curve } = await measured(deletion, frame.contextOf(values))
    expect([...curve!.share]).toEqual([...new Array(9).keys()].map((regions) => regions / 8))
    // The published area of the additive example along its best order.
    expect(value).toBeCloseTo(0.321875, 5)
    expect((await measured(insertion, frame.contextOf(values))).value).toBeCloseTo(0.688125, 5)
  })

  test('have the steps asked for on demand', async () => {
    const { curve } = await measured(deletion, frame.contextOf(values), { perRegion: false, steps: 2 })
    expect([...curve!.share]).toEqual([0, 0.5, 1])
  })

  test('move regions of equal values together', async () => {
    const tied = { kind: 'regions', values: Float64Array.of(3, 3, 3, 2, 2, 1, 1, 1) } as const
    const { curve } = await measured(insertion, frame.contextOf(tied))
    expect([...curve!.share]).toEqual([0, 3 / 8, 5 / 8, 1])
    expect(curve!.score[1]).toBeCloseTo(0.36, 5)
  })

  test('cost nothing where a method has run the sets of its order', async () => {
    frame.forget()
    const context = frame.contextOf(values)
    await measured(deletion, context)
    const before = frame.forwards()
    const painted = frame.contextOf(Float32Array.from({ length: 128 }, (_, pixel) => amounts[regionOf(pixel)]!))
    expect((await measured(deletion, painted)).value).toBeCloseTo(0.321875, 5)
    expect(frame.forwards()).toBe(before)
  })
})

describe('fidelity', () => {
  test('is insertion minus deletion on one baseline, split into losses', async () => {
    const context = frame.contextOf(anyMap(4))
    const { value, parts } = await measured(fidelity, context)
    expect(value).toBeCloseTo((await measured(insertionDeletion, context)).value!, 12)
    expect(parts!['lossOfMost']).toBeCloseTo(1 - parts!['mif']!, 5)
    expect(parts!['lossOfMost']).toBeCloseTo(value! + parts!['lossOfLeast']!, 12)
    expect(parts!['artefact']).toBeCloseTo(parts!['lossOfLeast']! / parts!['lossOfMost']!, 12)
  })

  test('turns its sign with the map', async () => {
    const map = anyMap(6)
    const turned = (await measured(fidelity, frame.contextOf(map.map((value) => -value)))).value!
    expect(turned).toBeCloseTo(-(await measured(fidelity, frame.contextOf(map))).value!, 12)
  })

  test('ranks by size without sign on demand', async () => {
    // -64 is then the largest value.
    const absolute = await measured(mif, frame.contextOf(anyMap(6)), { absolute: true })
    const sizes = await measured(mif, frame.contextOf(anyMap(6).map(Math.abs)))
    expect(absolute.value).toBe(sizes.value)
    const signs = await measured(
      fidelity,
      frame.contextOf(
        anyMap(6)
          .map(Math.sign)
          .map((sign) => sign || 1),
      ),
      { absolute: true },
    )
    expect(signs.value).toBeNull()
  })
})

describe('every curve', () => {
  const curves = [
    ...[anyMetric(deletion), anyMetric(insertion), anyMetric(insertionDeletion)],
    ...[anyMetric(mif), anyMetric(lif), anyMetric(fidelity)],
  ]

  test.each(curves)('$name is undefined for a constant map, with a reason', async ({ measure }) => {
    const { value, reason } = await measure(frame.contextOf(new Float32Array(128).fill(0.5)))
    expect(value).toBeNull()
    expect(reason).toMatch(/same value everywhere/)
  })

  test.each(curves)('$name warns of a baseline that has the class too', async ({ measure }) => {
    // The frame is white, so white hides nothing.
    const loud = await measure(frame.contextOf(anyMap(1)), { baseline: 'white' })
    expect(loud.warnings?.map(({ code }) => code)).toEqual(['SCORE_BASELINE'])
    const quiet = await measure(frame.contextOf(anyMap(1)))
    expect(quiet.warnings).toEqual([])
  })

  test.each(curves)('$name costs no more than it says', async ({ measure, cost }) => {
    frame.forget()
    const before = frame.forwards()
    await measure(frame.contextOf(anyMap(2)), { steps: 16, perRegion: false })
    expect(frame.forwards() - before).toBe(cost({ steps: 16, perRegion: false }, 128))
  })

  test.each(curves)('$name refuses a baseline that there is not', ({ accepts }) => {
    expect(accepts({ baseline: 'purple' })).toBe(false)
  })
})
