import { describe, expect, test } from 'vitest'
import { phaseWindows } from '../../src/methods/submodular/searches/phase-windows.ts'
import { gridOracle, type Oracle } from '../../src/testing/oracles.ts'
import { areasUnder, runSearch, tableOracle } from './run-search.ts'

describe('phase windows', () => {
  test('take several regions on one scoring', async () => {
    // Five regions that are worth the same: a phase takes the first, scores the others and takes a window of two at a time.
    const oracle: Oracle = { count: 5, probability: (set) => 0.5 + 0.02 * set.reduce((sum, shown) => sum + shown, 0) }
    const { order, rounds } = await runSearch(phaseWindows({ windowShare: 0.4 }), oracle, { collaboration: 0 })
    expect([...order]).toEqual([0, 1, 2, 3, 4])
    // Beside nothing, beside region 0, and the last two beside the first three.
    expect(rounds).toEqual([5, 4, 2])
  })

  test('set aside what leaves less than a twentieth of the best, and score it again at the end only', async () => {
    // Regions 0, 1 and 4 add; regions 2, 3 and 5 leave one, two and three hundredths of the rest.
    const oracle: Oracle = {
      count: 6,
      probability: (set) =>
        (0.4 * set[0]! + 0.3 * set[1]! + 0.2 * set[4]!) * (set[2] ? 0.01 : 1) * (set[3] ? 0.02 : 1) * (set[5] ? 0.03 : 1),
    }
    const { order, rounds } = await runSearch(phaseWindows({ windowShare: 0.2 }), oracle, { collaboration: 0 })
    expect([...order]).toEqual([0, 1, 4, 5, 3, 2])
    // All, all beside 0, region 4 beside 0 and 1, and the three that were set aside.
    expect(rounds).toEqual([6, 5, 1, 3])
  })

  test('let what is worth less than six tenths of the best wait for the next phase', async () => {
    const oracle: Oracle = {
      count: 5,
      probability: (set) => (0.4 * set[0]! + 0.3 * set[1]! + 0.2 * set[4]!) * (set[2] ? 0.5 : 1) * (set[3] ? 0.6 : 1),
    }
    const { order, rounds } = await runSearch(phaseWindows({ windowShare: 0.2 }), oracle, { collaboration: 0 })
    expect([...order]).toEqual([0, 1, 4, 3, 2])
    // As before, but the next phase scores the two that waited; the last is not scored.
    expect(rounds).toEqual([5, 4, 1, 2])
  })

  test('end a phase when the values level off, without a region that lowers them', async () => {
    const oracle = tableOracle(4, '0 .4, 01 .7, 02 .5, 03 .45, 012 .6, 013 .65')
    const { order, rounds } = await runSearch(phaseWindows({ windowShare: 0.25 }), oracle, { collaboration: 0 })
    // Region 2 is next in line beside 0 and 1, but ends the phase at 0.6 after 0.7; the next begins with region 3.
    expect([...order]).toEqual([0, 1, 3, 2])
    expect(rounds).toEqual([4, 3, 1, 1])
  })

  test('come close to naive greedy at a quarter of its forwards on the grid', async () => {
    const run = await runSearch(phaseWindows({ windowShare: 0.3 }), gridOracle)
    const [insertion, deletion] = areasUnder(gridOracle, run.order)
    expect(insertion - deletion).toBeCloseTo(0.893452, 6)
    expect(run.forwards).toBe(606)
  })
})
