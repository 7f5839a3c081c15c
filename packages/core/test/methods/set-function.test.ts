import { describe, expect, test } from 'vitest'
import { createKernels } from '../../src/kernels/implementations.ts'
import { naiveGreedy } from '../../src/methods/submodular/searches/naive-greedy.ts'
import { setOf } from '../../src/surrogate/region-set.ts'
import { additiveOracle, oracleScore } from '../../src/testing/oracles.ts'
import { runSearch, setFunction } from './run-search.ts'

/** Distances of the additive oracle's eight regions: a tenth for each place between them. */
const distances = async (): Promise<Float64Array> =>
  Float64Array.from({ length: 64 }, (_, i) => Math.abs(Math.floor(i / 8) - (i % 8)) / 10)
const allTerms = { consistency: 2, collaboration: 3, effectiveness: 5, confidence: 7 }

describe.each(['reference', 'wasm', 'wasm-simd'] as const)('the set score on %s kernels', (backend) => {
  test('is the weighted sum of four terms', async () => {
    const sets = setFunction(additiveOracle, allTerms, { distances }, await createKernels(backend))
    // Regions 0, 3 and 4 add .05, .3 and .02 to .01; their nearest are .3, .1 and .1 away.
    const expected = 2 * 0.38 + 3 * (1 - 0.63) + 5 * (0.3 + 0.1 + 0.1) + 7 * oracleScore(0.38).confidence
    const [scored] = await sets.scores([0, 3], [4])
    const [asSet] = await sets.scoresOf([setOf([0, 3, 4], 8)])
    expect(scored).toBeCloseTo(expected, 5)
    expect(asSet).toBeCloseTo(expected, 5)
  })

  test('of no region has neither effectiveness nor a region in it', async () => {
    const sets = setFunction(additiveOracle, allTerms, { distances }, await createKernels(backend))
    const [nothing, one] = await sets.scoresOf([new Uint8Array(8), setOf([3], 8)])
    expect(nothing).toBeCloseTo(2 * 0.01 + 3 * (1 - 1) + 7 * oracleScore(0.01).confidence, 5)
    expect(one).toBeCloseTo(2 * 0.31 + 3 * (1 - 0.7) + 7 * oracleScore(0.31).confidence, 5)
  })

  test('tells its effectiveness alone without a forward', async () => {
    const sets = setFunction(additiveOracle, allTerms, { distances, budget: 0 }, await createKernels(backend))
    const [alone, near, far] = [
      await sets.effectiveness([], [4]),
      await sets.effectiveness([0, 3], [4]),
      await sets.effectiveness([0, 3], [7]),
    ]
    expect([alone[0], near[0], far[0]]).toEqual([0, expect.closeTo(2.5, 5), expect.closeTo(5 * (0.3 + 0.3 + 0.4), 5)])
  })

  test('without effectiveness has none, and asks for no features', async () => {
    const sets = setFunction(additiveOracle, {}, {}, await createKernels(backend))
    expect([...(await sets.effectiveness([0, 3], [4, 7]))]).toEqual([0, 0])
  })
})

test('a term of weight 0 costs no forward', async () => {
  const forwards = async (weights: Parameters<typeof runSearch>[2]): Promise<number> =>
    (await runSearch(naiveGreedy, additiveOracle, { consistency: 0, collaboration: 0, ...weights }, { distances })).forwards
  expect(await forwards({ consistency: 1 })).toBe(36)
  expect(await forwards({ collaboration: 1 })).toBe(36)
  expect(await forwards({ confidence: 1, consistency: 1 })).toBe(36)
  expect(await forwards({ effectiveness: 1 })).toBe(0)
})
