import { beforeAll, describe, expect, test } from 'vitest'
import { answerWarnings } from '../../src/answer/answer-warnings.ts'
import { type FoundAnswer, findAnswer } from '../../src/answer/find-answer.ts'
import type { HostKernels } from '../../src/kernels/host-kernels.ts'
import { createHostKernels } from '../../src/kernels/implementations.ts'
import { logistic } from '../../src/math/logistic.ts'
import { complementOf, setOf, sizeOf } from '../../src/surrogate/region-set.ts'
import type { RegionSets, SetScore } from '../../src/surrogate/region-sets.ts'
import { type Oracle, oracleSets } from '../../src/testing/oracles.ts'
import { countMeasured, measureCurvesOf } from './curves-of.ts'

const width = 40
const count = 1000
const middle = { x: 0.4, y: 0.5 }
const centres = Array.from({ length: count }, (_, i) => [(i % width) / width, Math.floor(i / width) / (count / width)])
const effects = centres.map(([x, y]) => Math.exp(-((x! - middle.x) ** 2 + (y! - middle.y) ** 2) / 0.08))
const all = effects.reduce((sum, effect) => sum + effect, 0)

/** A blurred spot of a thousand regions, in which a region and the one to its right help or hinder each other. */
const spot: Oracle = {
  count,
  centres: centres.flat(),
  probability: (set) =>
    logistic(
      set.reduce((sum, shown, i) => sum + shown * effects[i]! * (12 + 6 * Math.sin(i) * (set[i + 1] ?? 0)), -6 * all) / all,
    ),
}
/** Fair, not good: from the middle outwards, every tenth region late. */
const order = [...Array(count).keys()].sort((a, b) => rank(b) - rank(a) || a - b)
const threshold = 0.75

function rank(region: number): number {
  return effects[region]! - (region % 10 === 0 ? 0.5 : 0)
}

interface Search {
  readonly answer: FoundAnswer
  readonly sets: RegionSets
  readonly whole: SetScore
  readonly forwards: number
}

async function search(oracle: Oracle, host: HostKernels): Promise<Search> {
  const sets = oracleSets(oracle, { host })
  const whole = await measureCurvesOf(sets, order)
  const before = countMeasured(sets)
  const { signal } = new AbortController()
  const answer = await findAnswer({
    sets,
    second: oracleSets(oracle, { host }),
    order,
    threshold,
    whole,
    targetIsPredicted: true,
    signal,
  })
  return { answer: answer!, sets, whole, forwards: countMeasured(sets) - before }
}

describe('among a thousand regions', () => {
  let found: Search
  beforeAll(async () => {
    const host = await createHostKernels('auto')
    found = await search(spot, host)
    host.dispose()
  })
  const holds = ({ probability, top }: SetScore): boolean =>
    probability >= top && probability >= threshold * found.whole.probability

  test('the answer is smaller than the shortest prefix, and holds', () => {
    const { answer, sets } = found
    expect(answer.regions.length).toBeLessThan(answer.prefix.sufficient!)
    expect(holds(sets.lookUp(setOf(answer.regions, count))!)).toBe(true)
  })

  test('the flip is no larger than the shortest flipping prefix, and loses the target', () => {
    const { answer, sets } = found
    expect(answer.flip!.regions.length).toBeLessThanOrEqual(answer.prefix.flip!)
    const { probability, top } = sets.lookUp(complementOf(setOf(answer.flip!.regions, count)))!
    expect(probability).toBeLessThan(top)
  })

  test('nothing measured is smaller than the answer or the flip', () => {
    for (const [set, score] of found.sets.measured()) {
      if (holds(score)) expect(sizeOf(set)).toBeGreaterThanOrEqual(found.answer.regions.length)
      if (score.probability < score.top) expect(count - sizeOf(set)).toBeGreaterThanOrEqual(found.answer.flip!.regions.length)
    }
  })

  test('no region can be left out: each was tried, or the document says that the search was cut short', () => {
    const { answer, sets } = found
    const certified = answer.irreducible && answer.flip!.irreducible
    expect(answerWarnings(answer, count).map(({ code }) => code)).toEqual(certified ? [] : ['ANSWER_SHORTENED'])
    if (!answer.irreducible) return
    const smaller = answer.regions.map(
      (left) =>
        sets.lookUp(
          setOf(
            answer.regions.filter((region) => region !== left),
            count,
          ),
        )!,
    )
    expect(smaller.map(holds)).not.toContain(true)
  })

  test('answer and flip each take one forward a region and 200 more at most', () => {
    expect(found.forwards).toBeGreaterThan(0)
    expect(found.forwards).toBeLessThanOrEqual(2 * (count + 200))
  })
})
