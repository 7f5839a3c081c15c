import { describe, expect, test } from 'vitest'
import { type AnswerInputs, type FoundAnswer, findAnswer } from '../../src/answer/find-answer.ts'
import { surrogatePath } from '../../src/methods/submodular/searches/surrogate-path.ts'
import { createRandom } from '../../src/random/random.ts'
import { limitBudget } from '../../src/surrogate/limit-budget.ts'
import { complementOf, prefixesOf, setOf } from '../../src/surrogate/region-set.ts'
import type { RegionSets } from '../../src/surrogate/region-sets.ts'
import {
  andOracle,
  gridOracle,
  logisticOracle,
  type Oracle,
  oracleScore,
  oracleSets,
  orOracle,
} from '../../src/testing/oracles.ts'
import { countMeasured, logisticOrder, measureCurvesOf, pairOrder } from './curves-of.ts'

const signal = new AbortController().signal

interface Investigation {
  readonly answer: FoundAnswer | null
  readonly sets: RegionSets
  /** Forwards on the first baseline, after the two curves. */
  readonly forwards: number
}

/** The answer once both curves of an order are measured. */
async function investigate(
  sets: RegionSets,
  oracle: Oracle,
  order: ArrayLike<number>,
  given: Partial<AnswerInputs> = {},
): Promise<Investigation> {
  const whole = await measureCurvesOf(sets, order)
  const before = countMeasured(sets)
  const answer = await findAnswer({ sets, second: oracleSets(oracle), order, whole, targetIsPredicted: true, signal, ...given })
  return { answer, sets, forwards: countMeasured(sets) - before }
}

/** Every set with one region less was measured, and does not hold. */
function isCertified(sets: RegionSets, regions: readonly number[], holds: (without: Uint8Array) => boolean): boolean {
  return (
    regions.length === 1 ||
    regions.every((region) => {
      const without = setOf(
        regions.filter((other) => other !== region),
        sets.count,
      )
      return !holds(without)
    })
  )
}

describe('the answer', () => {
  test.each([
    ['and', andOracle, pairOrder, 0.5, [5, 4], 2, [5], 1, [5, 4]],
    ['and', andOracle, pairOrder, 0.75, [5, 4], 2, [5], 1, [5, 4]],
    ['or', orOracle, pairOrder, 0.5, [5], 1, [5, 4], 2, []],
    ['or', orOracle, pairOrder, 0.75, [5], 1, [5, 4], 2, []],
    ['logistic', logisticOracle, logisticOrder, 0.5, [3], 1, [3], 1, []],
    ['logistic', logisticOracle, logisticOrder, 0.75, [5], 2, [3], 1, [5]],
  ] as const)(
    'on the %s oracle is the smallest set, beside the prefixes and what it shares with others',
    async (_, oracle, order, threshold, regions, prefix, flip, flipPrefix, core) => {
      const { answer } = await investigate(oracleSets(oracle), oracle, order, { threshold })
      expect(answer!.regions).toEqual(regions)
      expect(answer!.irreducible).toBe(true)
      expect(answer!.flip!.regions).toEqual(flip)
      expect(answer!.flip!.irreducible).toBe(true)
      expect(answer!.prefix).toEqual({ sufficient: prefix, flip: flipPrefix })
      expect(answer!.others.core).toEqual(core)
      expect(answer!.second).toBeUndefined()
    },
  )

  test('comes with a second one on request', async () => {
    const { answer } = await investigate(oracleSets(logisticOracle), logisticOracle, logisticOrder, { findSecond: true })
    expect(answer!.regions).toEqual([5])
    expect(answer!.second!.rest.holds).toBe(false)
    expect(answer!.second!.set).toMatchObject({ regions: [3, 1], irreducible: true })
    expect(answer!.second!.set!.share).toBeCloseTo(2 / 12, 12)
  })

  test('says what the model says of it', async () => {
    const { answer } = await investigate(oracleSets(andOracle), andOracle, pairOrder)
    expect(answer!.share).toBeCloseTo(1 / 3, 12)
    expect(answer!.kept.probability).toBeCloseTo(0.65, 12)
    expect(answer!.reference).toBeCloseTo(0.75, 12)
    expect(answer!.peak).toEqual({ regions: 6, probability: answer!.reference })
    expect(answer!.flip!.score).toEqual(oracleScore(andOracle.probability(setOf([0, 1, 2, 3, 4], 6))))
    expect(answer!.flip!.share).toBeCloseTo(1 / 6, 12)
  })

  test('of three regions of the 7 x 7 grid is smaller than the shortest prefix', async () => {
    const sets = oracleSets(gridOracle)
    const limited = limitBudget(sets, 368)
    const { order } = await surrogatePath(limited, { seed: 1, signal, report: () => {} })
    const { answer, forwards } = await investigate(sets, gridOracle, order, { threshold: 0.5 })
    expect(answer!.prefix.sufficient).toBe(4)
    expect([...answer!.regions].sort((a, b) => a - b)).toEqual([12, 23, 38])
    expect([...answer!.flip!.regions].sort((a, b) => a - b)).toEqual([23, 46])
    expect([answer!.irreducible, answer!.flip!.irreducible]).toEqual([true, true])
    expect(forwards).toBeLessThanOrEqual(23)
  })

  test('after an exact search learns from the two curves only, and starts from everything measured', async () => {
    const sets = oracleSets(gridOracle)
    const random = createRandom(1)
    const many = Array.from({ length: 900 }, () => Uint8Array.from({ length: 49 }, () => (random.next() < 0.5 ? 1 : 0)))
    await sets.measure([...many, setOf([12, 23, 38], 49)])
    const { answer } = await investigate(sets, gridOracle, [...Array(49).keys()], { threshold: 0.5 })
    expect(answer!.regions).toEqual([12, 23, 38])
    expect(answer!.irreducible).toBe(true)
    // Nobody asked the surrogate of all thousand sets.
    expect(sets.surrogate().fits).toBe(1)
  })

  test('is certified by measured sets, and never larger than the smallest measured one', async () => {
    for (const threshold of [0.5, 0.75, 0.9]) {
      const sets = oracleSets(logisticOracle)
      const order = [7, 4, 9, 0, 2, 11, 8, 10, 6, 1, 5, 3]
      const { answer } = await investigate(sets, logisticOracle, order, { threshold })
      const holds = (set: Uint8Array): boolean => {
        const score = sets.lookUp(set)!
        return score.probability >= score.top && score.probability >= threshold * answer!.reference
      }
      const flips = (set: Uint8Array): boolean => {
        const score = sets.lookUp(complementOf(set))!
        return score.probability < score.top
      }
      expect(holds(setOf(answer!.regions, 12))).toBe(true)
      expect(flips(setOf(answer!.flip!.regions, 12))).toBe(true)
      expect(isCertified(sets, answer!.regions, holds)).toBe(true)
      expect(isCertified(sets, answer!.flip!.regions, flips)).toBe(true)
      const smallest = [...sets.measured()]
        .filter(([set]) => set.includes(1) && holds(set))
        .map(([set]) => set.reduce((a, b) => a + b, 0))
      expect(answer!.regions.length).toBeLessThanOrEqual(Math.min(...smallest))
    }
  })

  test('is the same again', async () => {
    const run = async () => (await investigate(oracleSets(logisticOracle), logisticOracle, [...logisticOrder].reverse())).answer
    expect(await run()).toEqual(await run())
  })

  test('counts a tie for the target and equality for the threshold', async () => {
    const tied: Oracle = { count: 2, probability: (set) => (set[0] ? 0.5 : 0.1) }
    const { answer } = await investigate(oracleSets(tied), tied, [1, 0], { threshold: 1 })
    expect(answer!.regions).toEqual([0])
    expect(answer!.kept.probability).toBe(0.5)
  })

  test('is all regions when nothing less is enough', async () => {
    const all: Oracle = { count: 3, probability: (set) => (set.includes(0) ? 0.2 : 0.9) }
    const { answer } = await investigate(oracleSets(all), all, [0, 1, 2])
    expect(answer!.regions).toEqual([0, 1, 2])
    expect(answer!.irreducible).toBe(true)
    expect(answer!.flip!.regions).toHaveLength(1)
  })

  test.each([1, 2])('exists for %d regions', async (count) => {
    const oracle: Oracle = { count, probability: (set) => (set[0] ? 0.9 : 0.1) }
    const { answer } = await investigate(oracleSets(oracle), oracle, [...Array(count).keys()])
    expect(answer!.regions).toEqual([0])
    expect(answer!.flip!.regions).toEqual([0])
  })

  test('refuses a threshold outside 0..1', async () => {
    await expect(investigate(oracleSets(andOracle), andOracle, pairOrder, { threshold: 1.2 })).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
    })
  })
})

describe('the second opinion', () => {
  test('shows and hides the same regions on the other baseline', async () => {
    // On the second baseline region 5 alone is enough, so hiding 5 does not change the decision while 4 stays.
    const { answer } = await investigate(oracleSets(andOracle), andOracle, pairOrder, { second: oracleSets(orOracle) })
    expect(answer!.secondOpinion!.kept.probability).toBeCloseTo(0.65, 12)
    expect(answer!.secondOpinion!.holds).toBe(true)
    expect(answer!.flip!.holds).toBe(false)
  })

  test('is missing when the other baseline has no forward left', async () => {
    const { answer } = await investigate(oracleSets(andOracle), andOracle, pairOrder, {
      second: oracleSets(orOracle, { budget: 0 }),
    })
    expect(answer!.regions).toEqual([5, 4])
    expect(answer!.secondOpinion).toBeNull()
    expect(answer!.flip!.holds).toBeNull()
  })
})

describe('a target that is not the predicted class', () => {
  const flipped: Oracle = { count: 6, probability: (set) => (set[2] && !set[0] ? 0.8 : 0.2) }

  test('is measured against the peak of its curve and has no flip', async () => {
    const { answer } = await investigate(oracleSets(flipped), flipped, [2, 1, 3, 4, 5, 0], { targetIsPredicted: false })
    expect(answer!.regions).toEqual([2])
    expect(answer!.reference).toBe(0.8)
    expect(answer!.peak).toEqual({ regions: 1, probability: 0.8 })
    expect(answer!.flip).toBeNull()
    expect(answer!.prefix).toEqual({ sufficient: 1, flip: null })
  })

  test('has no answer when nothing measured gives it', async () => {
    const never: Oracle = { count: 4, probability: (set) => 0.1 + 0.05 * set[0]! }
    const { answer } = await investigate(oracleSets(never), never, [0, 1, 2, 3], { targetIsPredicted: false })
    expect(answer).toBeNull()
  })
})

describe('a spent budget', () => {
  test('leaves the smallest measured set, without a certificate', async () => {
    const reversed = [...logisticOrder].reverse()
    const curves = 2 * 13 - 2
    const { answer, forwards } = await investigate(oracleSets(logisticOracle, { budget: curves }), logisticOracle, reversed, {
      threshold: 0.9,
    })
    expect(forwards).toBe(0)
    expect(answer!.irreducible).toBe(false)
    expect(answer!.kept.probability).toBeGreaterThanOrEqual(0.9 * answer!.reference)
  })

  test('of any size gives a set that holds', async () => {
    for (let extra = 0; extra <= 24; extra++) {
      const sets = oracleSets(logisticOracle, { budget: 24 + extra })
      const { answer, forwards } = await investigate(sets, logisticOracle, [...logisticOrder].reverse(), { threshold: 0.9 })
      expect(forwards).toBeLessThanOrEqual(extra)
      expect(answer!.kept.probability).toBeGreaterThanOrEqual(0.9 * answer!.reference)
    }
  })

  test('before the curves were complete leaves marks open', async () => {
    const sets = oracleSets(logisticOracle)
    const kept = prefixesOf(logisticOrder)
    await sets.measure([kept[0]!, kept[4]!, kept[12]!])
    const whole = sets.lookUp(kept[12]!)!
    const limited = limitBudget(sets, 0)
    const answer = await findAnswer({
      sets: limited,
      second: oracleSets(logisticOracle),
      order: logisticOrder,
      whole,
      targetIsPredicted: true,
      signal,
    })
    expect(answer!.regions).toEqual([3, 5, 1, 6])
    expect(answer!.irreducible).toBe(false)
    expect(answer!.prefix).toEqual({ sufficient: null, flip: null })
  })
})

test('a cancelled search throws', async () => {
  const controller = new AbortController()
  const sets = oracleSets(logisticOracle, { onRound: (round) => round.length < 13 && controller.abort() })
  const run = investigate(sets, logisticOracle, [...logisticOrder].reverse(), { threshold: 0.9, signal: controller.signal })
  await expect(run).rejects.toMatchObject({ code: 'CANCELLED' })
})
