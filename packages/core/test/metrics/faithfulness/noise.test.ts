import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monotonicity } from '../../../src/metrics/faithfulness/monotonicity.ts'
import { pgi } from '../../../src/metrics/faithfulness/pgi.ts'
import { pgu } from '../../../src/metrics/faithfulness/pgu.ts'
import { additive } from '../../../src/testing/tiny-models/additive.ts'
import { andPair } from '../../../src/testing/tiny-models/pair.ts'
import { amounts, contributions } from './additive-frame.ts'
import { measured, openFrame, type ScoredFrame } from './score-context.ts'

let frame: ScoredFrame
beforeAll(async () => {
  frame = await openFrame(additive())
})
afterAll(() => frame.close())

describe('monotonicity', () => {
  test('is 1 where the probability never falls while pixels appear', async () => {
    const { value, parts, curve } = await measured(monotonicity, frame.contextOf(contributions), { steps: 128 })
    expect(value).toBe(1)
    expect(parts).toMatchObject({ steady: 1, deepest: 0 })
    // The picture's own pixels are shown: from the baseline's score to the whole picture's, the smallest amount first.
    expect(curve!.score[0]).toBeCloseTo(0.01, 5)
    expect(curve!.score[2]).toBeCloseTo(0.03, 5)
    expect(curve!.score.at(-1)).toBeCloseTo(1, 5)
  })

  test('is 0 where it falls once, and says how often and how deep', async () => {
    // What is left for class 1 falls with every region that appears.
    const other = await openFrame(additive(), 1)
    const values = { kind: 'regions', values: Float64Array.from(amounts) } as const
    const { value, parts } = await measured(monotonicity, other.contextOf(values))
    expect(value).toBe(0)
    expect(parts!['steady']).toBe(0)
    expect(parts!['deepest']).toBeCloseTo(0.3, 5)
    await other.close()
  })

  test('ranks by size without sign, or by sign on demand', async () => {
    const pair = await openFrame(andPair())
    const values = { kind: 'regions', values: Float64Array.of(-4, 3, 2, 1, 5, 6) } as const
    const shown = await measured(monotonicity, pair.contextOf(values))
    // Regions 3 2 1 0 4 5, the last two of which count together only.
    expect(shown.curve!.score[3]).toBeCloseTo(0.11, 5)
    const signed = await measured(monotonicity, pair.contextOf(values), { absolute: false })
    // Regions 0 3 2 1 4 5.
    expect(signed.curve!.score[3]).toBeCloseTo(0.12, 5)
    await pair.close()
  })
})

describe('prediction gaps', () => {
  const eight = { share: 8 / 128, samples: 10 }

  test('are all on the important pixels where the map marks all that the model reads', async () => {
    const context = frame.contextOf(contributions)
    const important = await measured(pgi, context, eight)
    expect(important.value).toBeGreaterThan(0.05)
    expect(important.parts!['noisy']).toBe(8 / 128)
    expect((await measured(pgu, context, eight)).value).toBe(0)
  })

  test('are all on the others where it marks none of it', async () => {
    const context = frame.contextOf(contributions.map((amount) => (amount > 0 ? 0 : 1)))
    expect((await measured(pgi, context, { ...eight, share: 120 / 128 })).value).toBe(0)
    expect((await measured(pgu, context, { ...eight, share: 120 / 128 })).value).toBeGreaterThan(0.05)
  })

  test('grow with the noise and cost what they say', async () => {
    const before = frame.forwards()
    const quiet = await measured(pgi, frame.contextOf(contributions), { ...eight, noise: 0.05 })
    expect(frame.forwards() - before).toBe(pgi.cost(pgi.parameters.parse(eight), 128))
    const loud = await measured(pgi, frame.contextOf(contributions), { ...eight, noise: 0.5 })
    expect(loud.value).toBeGreaterThan(quiet.value!)
  })

  test('are undefined for a constant map and where the nearest group of equal values is all or none', async () => {
    expect((await measured(pgi, frame.contextOf(new Float32Array(128)))).reason).toBe('the map is zero everywhere')
    const almost = frame.contextOf(contributions.map((amount) => (amount > 0.25 ? 0 : 1)))
    expect((await measured(pgi, almost, { share: 0.01 })).reason).toMatch(/same value/)
  })
})
