import { describe, expect, test } from 'vitest'
import { type FoundAnswer, findAnswer } from '../../src/answer/find-answer.ts'
import { logistic } from '../../src/math/logistic.ts'
import { createRandom } from '../../src/random/random.ts'
import { complementOf, setOf, sizeOf } from '../../src/surrogate/region-set.ts'
import type { RegionSets, SetScore } from '../../src/surrogate/region-sets.ts'
import { type Oracle, oracleSets } from '../../src/testing/oracles.ts'
import { measureCurvesOf } from './curves-of.ts'

const threshold = 0.75
const count = 8
const order = [...Array(count).keys()]

/** Regions with effects of their own and of pairs, of both signs, that together give the target. */
function randomOracle(seed: number): Oracle {
  const random = createRandom(seed)
  const single = Array.from(order, () => 3 * random.next() - 1)
  const pair = Array.from({ length: count * count }, () => 3 * random.next() - 1.5)
  const sum = (set: Uint8Array): number =>
    order.reduce(
      (all, i) => all + set[i]! * (single[i]! + order.slice(i + 1).reduce((of, j) => of + set[j]! * pair[i * count + j]!, 0)),
      0,
    )
  const offset = 1 - sum(new Uint8Array(count).fill(1))
  return { count, probability: (set) => logistic(sum(set) + (sizeOf(set) / count) * offset - (1 - sizeOf(set) / count)) }
}

interface Case {
  readonly answer: FoundAnswer
  readonly sets: RegionSets
  readonly holds: (score: SetScore) => boolean
}

async function answerOf(seed: number): Promise<Case> {
  const oracle = randomOracle(seed)
  const sets = oracleSets(oracle)
  const whole = await measureCurvesOf(sets, order)
  const { signal } = new AbortController()
  const second = oracleSets(oracle)
  const answer = await findAnswer({ sets, second, order, threshold, whole, targetIsPredicted: true, findSecond: true, signal })
  return {
    answer: answer!,
    sets,
    holds: ({ probability, top }) => probability >= top && probability >= threshold * whole.probability,
  }
}

const cases = await Promise.all(Array.from({ length: 60 }, (_, index) => answerOf(index + 1)))
const scoreOf = ({ sets }: Case, regions: readonly number[]): SetScore => sets.lookUp(setOf(regions, count))!
const hiddenScoreOf = ({ sets }: Case, regions: readonly number[]): SetScore => sets.lookUp(complementOf(setOf(regions, count)))!
const without = (regions: readonly number[]): number[][] =>
  regions.length === 1 ? [] : regions.map((left) => regions.filter((region) => region !== left))

describe('on sixty random pictures of eight regions', () => {
  test('the answers are worth the test: of several sizes, some with others and with a second', () => {
    expect(new Set(cases.map(({ answer }) => answer.regions.length)).size).toBeGreaterThanOrEqual(3)
    expect(cases.filter(({ answer }) => answer.others.found > 0).length).toBeGreaterThan(10)
    expect(cases.filter(({ answer }) => answer.second?.set).length).toBeGreaterThan(10)
  })

  test('the answer holds, and without any one region it was measured and does not', () => {
    for (const one of cases) {
      expect(one.holds(scoreOf(one, one.answer.regions))).toBe(true)
      expect(one.answer.irreducible).toBe(true)
      expect(without(one.answer.regions).map((regions) => one.holds(scoreOf(one, regions)))).not.toContain(true)
    }
  })

  test('hiding the flip loses the target, and hiding it without any one region was measured and does not', () => {
    for (const one of cases) {
      const lost = ({ probability, top }: SetScore): boolean => probability < top
      expect(lost(hiddenScoreOf(one, one.answer.flip!.regions))).toBe(true)
      expect(without(one.answer.flip!.regions).map((regions) => lost(hiddenScoreOf(one, regions)))).not.toContain(true)
    }
  })

  test('nothing measured is smaller than the answer or the flip', () => {
    for (const { answer, sets, holds } of cases)
      for (const [set, score] of sets.measured()) {
        if (holds(score) && sizeOf(set) > 0) expect(sizeOf(set)).toBeGreaterThanOrEqual(answer.regions.length)
        if (score.probability < score.top) expect(count - sizeOf(set)).toBeGreaterThanOrEqual(answer.flip!.regions.length)
      }
  })

  test('the others are all that was measured of that size, and share the core', () => {
    for (const { answer, sets, holds } of cases) {
      const equal = [...sets.measured()].filter(([set, score]) => sizeOf(set) === answer.regions.length && holds(score))
      expect(answer.others.found).toBe(equal.length - 1)
      expect(answer.others.core).toEqual(answer.regions.filter((region) => equal.every(([set]) => set[region])))
    }
  })

  test('the second answer holds, shares nothing with the first, and has half of the regions at most', () => {
    for (const one of cases) {
      const { regions, second } = one.answer
      expect(second!.rest.kept).toEqual(hiddenScoreOf(one, regions))
      if (!second!.set) continue
      expect(second!.set.regions.filter((region) => regions.includes(region))).toEqual([])
      expect(one.holds(scoreOf(one, second!.set.regions))).toBe(true)
      expect(second!.set.regions.length).toBeLessThanOrEqual(count / 2)
    }
  })

  test('the same picture gives the same answer', async () => {
    expect((await answerOf(7)).answer).toEqual(cases[6]!.answer)
  })
})
