import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aopc } from '../../src/metrics/faithfulness/aopc.ts'
import { deletion } from '../../src/metrics/faithfulness/deletion.ts'
import { fidelity } from '../../src/metrics/faithfulness/fidelity.ts'
import { insertion } from '../../src/metrics/faithfulness/insertion.ts'
import { lif } from '../../src/metrics/faithfulness/lif.ts'
import { mif } from '../../src/metrics/faithfulness/mif.ts'
import { scorePixelMasks } from '../../src/metrics/pixel-masks.ts'
import { createRandom, shuffled } from '../../src/random/random.ts'
import { additive } from '../../src/testing/tiny-models/additive.ts'
import { probabilityOf, regionOf } from './faithfulness/additive-frame.ts'
import { measured, openFrame, type ScoredFrame } from './faithfulness/score-context.ts'

const pixels = 128

describe('pixel masks of the additive model', () => {
  let frame: ScoredFrame
  beforeAll(async () => {
    frame = await openFrame(additive())
  })
  afterAll(() => frame.close())
  const evaluator = () => {
    frame.forget()
    const { on, baseline } = frame.contextOf([])
    return on!(baseline)
  }

  test('score any pixels that are kept, more masks than run together and of all shapes', async () => {
    const random = createRandom(3)
    const masks = Array.from({ length: 50 }, (_, mask) =>
      Array.from({ length: pixels }, () => (random.next() < mask / 49 ? 1 : 0)),
    )
    const { probabilities, predicted } = await scorePixelMasks(evaluator(), {
      count: masks.length,
      write: (index, kept) => kept.set(masks[index]!),
    })
    masks.forEach((mask, index) => {
      const expected = probabilityOf((pixel) => mask[pixel] === 1)
      expect(probabilities[index]).toBeCloseTo(expected, 5)
      if (Math.abs(expected - 0.5) > 0.01) expect(predicted[index]).toBe(expected > 0.5 ? 0 : 1)
    })
  })

  test('are run once, in whatever round and company', async () => {
    const one = evaluator()
    const write = (index: number, kept: Uint8Array): void => {
      kept.fill(1)
      kept.fill(0, 0, 3 * (index % 20))
    }
    const first = await scorePixelMasks(one, { count: 20, write })
    expect(one.spent.forwards).toBe(20)
    const again = await scorePixelMasks(one, { count: 40, write })
    expect(one.spent.forwards).toBe(20)
    expect(again.probabilities.subarray(20)).toEqual(first.probabilities)
  })

  test('made of whole regions are those of methods', async () => {
    const one = evaluator()
    const weights = Float32Array.of(1, 0, 0, 1, 1, 1, 0, 0)
    const known = await one.evaluate({ kind: 'regions', count: 1, weights })
    const { probabilities } = await scorePixelMasks(one, {
      count: 1,
      write: (_, kept) => kept.set(Array.from(kept, (__, pixel) => weights[regionOf(pixel)]!)),
    })
    expect(one.spent.forwards).toBe(1)
    expect(probabilities[0]).toBe(known.probabilities[0])
  })

  test('of several metrics of one map cost the union of their distinct masks', async () => {
    frame.forget()
    const map = Float32Array.from(shuffled(pixels, createRandom(5)))
    const context = frame.contextOf(map)
    for (const metric of [deletion, insertion]) await measured(metric, context, { steps: 16 })
    // Both ends are shared: 2 x 15 masks between them.
    expect(frame.forwards()).toBe(32)
    for (const metric of [mif, lif, fidelity]) await measured(metric, context, { steps: 16 })
    expect(frame.forwards()).toBe(32)
    // Every second of 32 steps has been run.
    await measured(mif, context, { steps: 32 })
    expect(frame.forwards()).toBe(32 + 16)
    // Patches of one pixel are the same masks once more, from either end; of eight larger ones there are seven prefixes from either end.
    await measured(aopc, context, { patch: 1, patches: 128, steps: 16 })
    expect(frame.forwards()).toBe(48)
    for (let time = 0; time < 2; time++) await measured(aopc, context, { patch: 4 })
    expect(frame.forwards()).toBe(48 + 14)
    // Equal values move the ends of steps, for both orders alike.
    frame.forget()
    const tied = frame.contextOf(map.map((rank) => Math.floor(rank / 5) ** 2))
    for (const metric of [deletion, insertion]) await measured(metric, tied, { steps: 16 })
    const before = frame.forwards()
    for (const metric of [mif, lif, fidelity]) await measured(metric, tied, { steps: 16 })
    expect(frame.forwards()).toBe(before)
  })
})
