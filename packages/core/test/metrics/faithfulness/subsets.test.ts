import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faithfulnessCorrelation } from '../../../src/metrics/faithfulness/faithfulness-correlation.ts'
import { faithfulnessEstimate } from '../../../src/metrics/faithfulness/faithfulness-estimate.ts'
import { infidelity } from '../../../src/metrics/faithfulness/infidelity.ts'
import { monotonicityCorrelation } from '../../../src/metrics/faithfulness/monotonicity-correlation.ts'
import { muFidelity } from '../../../src/metrics/faithfulness/mu-fidelity.ts'
import { sensitivityN } from '../../../src/metrics/faithfulness/sensitivity-n.ts'
import { createRandom } from '../../../src/random/random.ts'
import { additive } from '../../../src/testing/tiny-models/additive.ts'
import { contributions } from './additive-frame.ts'
import { anyMetric, measured, openFrame, type ScoredFrame } from './score-context.ts'

let frame: ScoredFrame
beforeAll(async () => {
  frame = await openFrame(additive())
})
afterAll(() => frame.close())

const random = (seed: number): readonly number[] => {
  const { next } = createRandom(seed)
  return Array.from({ length: 128 }, next)
}
const small = { grid: 4, samples: 60, pixels: 20, sizes: 4 }
const only = (names: readonly (keyof typeof small)[]) => Object.fromEntries(names.map((name) => [name, small[name]]))

const correlations = [
  { ...anyMetric(muFidelity), given: only(['grid', 'samples']) },
  { ...anyMetric(faithfulnessCorrelation), given: only(['pixels', 'samples']) },
  { ...anyMetric(faithfulnessEstimate), given: only(['grid']) },
  { ...anyMetric(sensitivityN), given: only(['grid', 'samples', 'sizes']) },
]

describe('what the map says and what hiding does, of the additive model', () => {
  test.each(correlations)('$name of what each pixel adds is 1, of its opposite -1', async ({ measure, given }) => {
    // Whole hundredths, whose sums are exact: some subsets of the amounts are equal.
    const hundredths = contributions.map((amount) => Math.round(100 * amount))
    expect((await measure(frame.contextOf(hundredths), given)).value).toBeCloseTo(1, 6)
    expect((await measure(frame.contextOf(hundredths.map((value) => -value)), given)).value).toBeCloseTo(-1, 6)
  })

  test.each(correlations)('$name of a map that knows nothing is no such thing', async ({ measure, given }) => {
    const values = await Promise.all(
      [1, 2, 3, 4].map(async (seed) => (await measure(frame.contextOf(random(seed)), given)).value!),
    )
    for (const value of values) expect(Math.abs(value)).toBeLessThan(0.8)
  })

  test.each(correlations)(
    '$name costs what it says for the first map and nothing for the second',
    async ({ measure, cost, given }) => {
      frame.forget()
      const before = frame.forwards()
      await measure(frame.contextOf(contributions), given)
      const first = frame.forwards() - before
      expect(first).toBeLessThanOrEqual(cost(given, 128))
      expect(first).toBeGreaterThan(8)
      await measure(frame.contextOf(random(5)), given)
      expect(frame.forwards() - before).toBe(first)
    },
  )

  test.each(correlations)('$name is the same for the same seed', async ({ measure, given }) => {
    const context = (seed: number) => frame.contextOf(random(6), { seed })
    const first = await measure(context(1), given)
    expect(await measure(context(1), given)).toEqual(first)
  })

  test.each(correlations)('$name is undefined where hiding changes nothing, with a reason', async ({ measure, given }) => {
    const { value, reason, warnings } = await measure(frame.contextOf(contributions), { ...given, baseline: 'white' })
    expect(value).toBeNull()
    expect(reason).toMatch(/changes the probability by the same/)
    expect(warnings?.map(({ code }) => code)).toEqual(['SCORE_CONSTANT'])
  })

  test.each(correlations)('$name is undefined for a constant map', async ({ measure, given }) => {
    const { value, reason } = await measure(frame.contextOf(new Float32Array(128).fill(2)), given)
    expect([value, reason]).toEqual([null, 'the map has the same value everywhere, so it ranks nothing'])
  })
})

describe('mu-fidelity', () => {
  test('hides as many cells in every mask, so that a map without signs gains nothing by it', async () => {
    const { parts } = await measured(muFidelity, frame.contextOf(random(1)), { grid: 4, samples: 200 })
    expect(parts!['constant']).toBeNull()
  })

  test('rewards any map without negative values by the published chance of each cell, and says by how much', async () => {
    const independent = { grid: 4, samples: 200, hide: 'independent' }
    const { value, parts } = await measured(muFidelity, frame.contextOf(random(1)), independent)
    expect(parts!['constant']).toBeGreaterThan(0.3)
    const centred = random(1).map((number) => number - 0.5)
    expect(Math.abs((await measured(muFidelity, frame.contextOf(centred), independent)).value!)).toBeLessThan(value!)
  })

  test('never asks for cells below a pixel', async () => {
    const { value } = await measured(muFidelity, frame.contextOf(contributions), { grid: 64, samples: 20 })
    expect(value).toBeGreaterThan(0.99)
  })
})

describe('faithfulness correlation', () => {
  test('is undefined where all subsets are the whole frame', async () => {
    const { value, reason } = await measured(faithfulnessCorrelation, frame.contextOf(contributions))
    expect([value, reason]).toEqual([null, 'a frame of 128 pixels has no two different subsets of 224'])
  })
})

describe('faithfulness estimate', () => {
  test('is the correlation over cells by its definition', async () => {
    // Cells of 4 x 4 pixels are the regions: means of x and y are 8 amounts each.
    const values = random(9)
    const { value } = await measured(faithfulnessEstimate, frame.contextOf(values), { grid: 4 })
    const cellOf = (pixel: number): number => 4 * Math.floor(pixel / 16 / 2) + Math.floor((pixel % 16) / 4)
    const sumOf = (of: readonly number[]) =>
      Array.from({ length: 16 }, (_, cell) => of.reduce((sum, number, pixel) => sum + (cellOf(pixel) === cell ? number : 0), 0))
    const [a, b] = [sumOf(values), sumOf(contributions)]
    const centred = (of: readonly number[]) => of.map((number) => number - of.reduce((x, y) => x + y) / of.length)
    const product = (x: readonly number[], y: readonly number[]) => x.reduce((sum, number, i) => sum + number * y[i]!, 0)
    const [x, y] = [centred(a), centred(b)]
    expect(value).toBeCloseTo(product(x, y) / Math.sqrt(product(x, x) * product(y, y)), 5)
  })
})

describe('sensitivity-n', () => {
  test('has a part for each size, the mean of which it is', async () => {
    const { value, parts } = await measured(sensitivityN, frame.contextOf(random(2)), { grid: 4, sizes: 3, samples: 40 })
    // Of 16 cells: 1, the root of 12, and 12.
    expect(Object.keys(parts!)).toEqual(['n1', 'n3', 'n12'])
    const [one, three, twelve] = Object.values(parts!)
    expect(value).toBeCloseTo((one! + three! + twelve!) / 3, 12)
  })
})

describe('infidelity', () => {
  test('of the gradient of a linear model is 0, in its own scale and in any other', async () => {
    // White to black moves a pixel by 1, so the amounts are the gradient.
    const { value, parts } = await measured(infidelity, frame.contextOf(contributions))
    expect(value).toBeLessThan(1e-11)
    expect(parts!['factor']).toBeCloseTo(1, 5)
    expect(parts!['unscaled']).toBeLessThan(1e-11)
    const scaled = await measured(infidelity, frame.contextOf(contributions.map((amount) => -20 * amount)))
    expect(scaled.value).toBeLessThan(1e-11)
    expect(scaled.parts!['factor']).toBeCloseTo(-1 / 20, 6)
    expect(scaled.parts!['unscaled']).toBeGreaterThan(1)
  })

  test('is the part that the best multiple of a map leaves unexplained', async () => {
    const { value, parts } = await measured(infidelity, frame.contextOf(random(3)))
    expect(value).toBeGreaterThan(0)
    expect(parts!['relative']).toBeGreaterThan(0)
    expect(parts!['relative']).toBeLessThan(1)
    const plain = await measured(infidelity, frame.contextOf(random(3)), { scaled: false })
    expect(plain.value).toBe(parts!['unscaled'])
    expect(plain.value).toBeGreaterThan(value!)
  })

  test('multiplies by how far pixels move, or by 1 for what pixels contribute', async () => {
    const grey = { baseline: 'colour:51,51,51' }
    // The model is linear from grey to white only in part, so the two differ by the distance .8 alone.
    const moved = await measured(infidelity, frame.contextOf(random(3)), grey)
    const hidden = await measured(infidelity, frame.contextOf(random(3)), { ...grey, unit: 'hidden' })
    expect(moved.value).toBeCloseTo(hidden.value!, 9)
    expect(moved.parts!['factor']! / hidden.parts!['factor']!).toBeCloseTo(1.25, 5)
  })

  test('is undefined where nothing is hidden, or nothing is found', async () => {
    const unmoved = await measured(infidelity, frame.contextOf(contributions), { baseline: 'white' })
    expect([unmoved.value, unmoved.reason]).toEqual([null, 'hiding changes nothing'])
    const empty = await measured(infidelity, frame.contextOf(new Float32Array(128)))
    expect([empty.value, empty.reason]).toEqual([null, 'the map is zero everywhere'])
  })
})

describe('monotonicity correlation', () => {
  test('is high for what each pixel adds, whatever its sign, and costs nothing for the second map', async () => {
    frame.forget()
    const before = frame.forwards()
    const { value } = await measured(monotonicityCorrelation, frame.contextOf(contributions), { grid: 4, fills: 4 })
    expect(value).toBeCloseTo(1, 6)
    expect(frame.forwards() - before).toBe(16 * 4 + 1)
    const turned = contributions.map((amount) => -amount)
    expect((await measured(monotonicityCorrelation, frame.contextOf(turned), { grid: 4, fills: 4 })).value).toBe(value)
    expect(frame.forwards() - before).toBe(16 * 4 + 1)
  })

  test('is low for the opposite', async () => {
    const opposite = contributions.map((amount) => 1 - amount)
    expect((await measured(monotonicityCorrelation, frame.contextOf(opposite), { grid: 4, fills: 4 })).value).toBeLessThan(-0.9)
  })
})
