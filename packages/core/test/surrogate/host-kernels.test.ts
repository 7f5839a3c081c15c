import { describe, expect, test } from 'vitest'
import { findAnswer } from '../../src/answer/find-answer.ts'
import { createHostKernels, type KernelBackend } from '../../src/kernels/implementations.ts'
import { createReferenceKernels } from '../../src/kernels/reference/index.ts'
import { surrogatePath } from '../../src/methods/submodular/searches/surrogate-path.ts'
import { createSetFunction } from '../../src/methods/submodular/set-function.ts'
import { limitBudget } from '../../src/surrogate/limit-budget.ts'
import { setKey, setOf } from '../../src/surrogate/region-set.ts'
import { gridOracle, logisticOracle, type Oracle, oracleSets, scatteredOracle } from '../../src/testing/oracles.ts'

const signal = new AbortController().signal
const weights = { consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0 }

/** A search and its answer from beginning to end: every set that was measured, in order, and what came out. */
async function trace(oracle: Oracle, budget: number, backend: KernelBackend) {
  const host = await createHostKernels(backend)
  const sets = oracleSets(oracle, { host })
  const search = createSetFunction({ sets: limitBudget(sets, budget), kernels: createReferenceKernels(), weights })
  const found = await surrogatePath(search, { seed: 1, signal, report: () => {} })
  const [whole] = await sets.measure([setOf(Array(oracle.count).keys(), oracle.count)])
  const answer = await findAnswer({
    sets,
    second: oracleSets(oracle),
    order: found.order,
    whole: whole!,
    targetIsPredicted: whole!.probability >= whole!.top,
    signal,
  })
  host.dispose()
  return { found, answer, measured: [...sets.measured()].map(([set]) => setKey(set)) }
}

describe.each(['wasm', 'wasm-simd'] as const)('on the %s host kernels', (backend) => {
  test.each([
    ['twelve regions', logisticOracle, 48],
    ['a grid, grown beyond the first capacity', gridOracle, 245],
    ['regions of unequal area', scatteredOracle, 226],
  ] as const)('search and answer go the same way to the last digit: %s', async (_, oracle, budget) => {
    expect(await trace(oracle, budget, backend)).toEqual(await trace(oracle, budget, 'reference'))
  })
})
