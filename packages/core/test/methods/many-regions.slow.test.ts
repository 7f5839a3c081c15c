import { expect, test } from 'vitest'
import { createHostKernels } from '../../src/kernels/implementations.ts'
import { logistic } from '../../src/math/logistic.ts'
import { surrogatePath } from '../../src/methods/submodular/searches/surrogate-path.ts'
import { limitBudget } from '../../src/surrogate/limit-budget.ts'
import { type Oracle, oracleSets } from '../../src/testing/oracles.ts'

/** Every region has an effect of its own, of either sign, and helps the one after it. */
const thousandRegions: Oracle = {
  count: 1000,
  probability: (set) =>
    logistic(set.reduce((sum, shown, i) => sum + (shown * (Math.sin(1.7 * i) + 0.3 * (set[i + 1] ?? 0))) / 10, -4)),
}

test('1000 regions are ordered within the budget, and the search says that it was cut short', { timeout: 300_000 }, async () => {
  const host = await createHostKernels('auto')
  const sets = limitBudget(oracleSets(thousandRegions, { host }), 1300)
  const found = await surrogatePath(sets, { seed: 1, signal: new AbortController().signal, report: () => {} })
  expect([...found.order].sort((a, b) => a - b)).toEqual([...Array(1000).keys()])
  expect(sets.spent).toBe(1300)
  expect(found.warnings?.map(({ code }) => code)).toEqual(['SEARCH_SHORTENED'])
  expect(found.warnings?.[0]?.message).toContain('1000 regions')
  host.dispose()
})
