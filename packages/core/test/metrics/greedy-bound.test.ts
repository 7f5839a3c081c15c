import { describe, expect, test } from 'vitest'
import { greedyBound } from '../../src/metrics/greedy-bound.ts'
import { additiveOracle, oracleSets } from '../../src/testing/oracles.ts'

const greedy = [3, 1, 5, 2, 7, 6, 0, 4]
/** Region 1 speaks against the class. */
const opposed = { count: 3, probability: (set: Uint8Array) => 0.5 + 0.2 * set[0]! - 0.1 * set[1]! + 0.1 * set[2]! }

describe('greedyBound', () => {
  // With p = .01 + w(S), F(S) = .01 + 2 w(S); w = .05 .20 .10 .30 .02 .15 .08 .09.
  test.each([
    [0, 0.01, 0.01],
    [1, 0.61, 0.61 + 0.4],
    [3, 1.31, 1.31 + 0.2 + 0.18 + 0.16],
    [5, 1.69, 1.99],
    [8, 1.99, 1.99],
  ])('after %d regions of the additive example adds as many of the largest gains left', async (regions, reached, limit) => {
    const bound = await greedyBound(oracleSets(additiveOracle), greedy, regions)
    expect(bound?.regions).toBe(regions)
    expect(bound?.reached).toBeCloseTo(reached, 12)
    expect(bound?.limit).toBeCloseTo(limit, 12)
  })

  test('is met exactly where F is additive and the best regions all lie outside', async () => {
    // The four weakest first: with the four best of the rest that is everything.
    const bound = await greedyBound(oracleSets(additiveOracle), greedy.toReversed(), 4)
    expect(bound?.limit).toBeCloseTo(1.99, 12)
  })

  test('counts no gain below zero', async () => {
    // p(0 2) = .8, p(1) = .4; adding region 1 lowers F by .2.
    const bound = await greedyBound(oracleSets(opposed), [0, 2, 1], 2)
    expect(bound?.reached).toBeCloseTo(1.4, 12)
    expect(bound?.limit).toBe(bound?.reached)
  })

  test('never exceeds what F can be', async () => {
    const pair = oracleSets({ count: 4, probability: (set) => (set[0]! + set[1]! + set[2]! + set[3]! > 1 ? 1 : 0) })
    // F is 0, 1, 2 of one, two, three regions: after two, two gains of 1 would make 3.
    expect((await greedyBound(pair, [0, 1, 2, 3], 1))?.limit).toBe(1)
    expect((await greedyBound(pair, [0, 1, 2, 3], 2))?.limit).toBe(2)
  })

  test('measures the prefix and one more region each, and nothing when that is too much', async () => {
    const needed = 2 + 2 * 5
    const short = oracleSets(additiveOracle, { budget: needed - 1 })
    expect(await greedyBound(short, greedy, 3)).toBeNull()
    expect(short.remaining).toBe(needed - 1)
    const enough = oracleSets(additiveOracle, { budget: needed })
    expect(await greedyBound(enough, greedy, 3)).not.toBeNull()
    expect(enough.remaining).toBe(0)
  })

  test.each([-1, 9, 1.5, Number.NaN])('refuses %d of eight regions', async (regions) => {
    await expect(greedyBound(oracleSets(additiveOracle), greedy, regions)).rejects.toMatchObject({
      code: 'USAGE_PARAMETER',
      where: { value: regions, limit: 8 },
    })
  })
})
