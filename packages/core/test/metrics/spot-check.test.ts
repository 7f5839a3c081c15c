import { describe, expect, test } from 'vitest'
import { spotCheck } from '../../src/metrics/spot-check.ts'
import { additiveOracle, gridOracle, type Oracle, oracleSets } from '../../src/testing/oracles.ts'

/** F(S) = 2 w(S) with w = .1 .2 .3 .4: greedy takes 3 2 1 0. Its three steps with a choice are all checked. */
const four: Oracle = { count: 4, probability: (set) => 0.1 * set[0]! + 0.2 * set[1]! + 0.3 * set[2]! + 0.4 * set[3]! }

describe('spotCheck', () => {
  test('agrees with the order that greedy takes', async () => {
    const order = [3, 1, 5, 2, 7, 6, 0, 4]
    expect(await spotCheck(oracleSets(additiveOracle), order, 1)).toEqual({ checked: 4, agreed: 4, regret: 0 })
  })

  test.each([
    // Region 3 is better by .6, .4 and .2.
    [[0, 1, 2, 3], 0, 1.2 / 3],
    // Only region 0, which went before 2, is worse than the best by .4.
    [[3, 0, 2, 1], 2, 0.4 / 3],
  ])('of the order %j finds the steps and the mean that greedy would add', async (order, agreed, regret) => {
    const found = await spotCheck(oracleSets(four), order, 1)
    expect(found).toMatchObject({ checked: 3, agreed })
    expect(found?.regret).toBeCloseTo(regret, 12)
  })

  test('scores every region that remains at four different steps, which the seed draws', async () => {
    const order = Array.from({ length: 49 }, (_, region) => region)
    const roundsOf = async (seed: number): Promise<number[]> => {
      const rounds: number[] = []
      await spotCheck(oracleSets(gridOracle, { onRound: (round) => rounds.push(round.length) }), order, seed)
      return rounds
    }
    const rounds = await roundsOf(1)
    expect(new Set(rounds).size).toBe(4)
    for (const forwards of rounds) expect(forwards / 2).toBeOneOf(order.slice(1).map((step) => step + 1))
    expect(await roundsOf(1)).toEqual(rounds)
    expect(await roundsOf(2)).not.toEqual(rounds)
  })

  test('counts the steps that the budget paid for', async () => {
    const rounds: number[] = []
    await spotCheck(oracleSets(four, { onRound: (round) => rounds.push(round.length) }), [3, 2, 1, 0], 1)
    const budget = rounds[0]! + rounds[1]! - 1
    expect(await spotCheck(oracleSets(four, { budget }), [3, 2, 1, 0], 1)).toEqual({ checked: 1, agreed: 1, regret: 0 })
  })

  test('is nothing when the budget did not pay for one', async () => {
    expect(await spotCheck(oracleSets(four, { budget: 3 }), [3, 2, 1, 0], 1)).toBeNull()
  })

  test('has nothing to check in an order of one region', async () => {
    const single = oracleSets({ count: 1, probability: (set) => set[0]! })
    expect(await spotCheck(single, [0], 1)).toEqual({ checked: 0, agreed: 0, regret: Number.NaN })
  })
})
