import { describe, expect, it } from 'vitest'
import { limitBudget } from '../../src/surrogate/limit-budget.ts'
import { setOf } from '../../src/surrogate/region-set.ts'
import { andOracle, oracleSets } from '../../src/testing/oracles.ts'

const features = { distances: async (): Promise<Float64Array> => new Float64Array(36) }

describe('region sets with a limit', () => {
  it('count new sets, once each', async () => {
    const limited = limitBudget(oracleSets(andOracle), 3)
    await limited.measure([setOf([0], 6), setOf([1], 6)])
    await limited.measure([setOf([0], 6)])
    expect([limited.spent, limited.remaining]).toEqual([2, 1])
  })

  it('refuse a round that they cannot pay for as a whole', async () => {
    const limited = limitBudget(oracleSets(andOracle), 1)
    await expect(limited.measure([setOf([0], 6), setOf([1], 6)])).rejects.toMatchObject({
      code: 'BUDGET_SPENT',
      where: { value: 2, limit: 1 },
    })
    expect(limited.spent).toBe(0)
  })

  it('still know what was measured when the limit is below nothing', async () => {
    const sets = oracleSets(andOracle)
    const [known] = await sets.measure([setOf([0], 6)])
    expect(await limitBudget(sets, -3).measure([setOf([0], 6)])).toEqual([known])
  })

  it('count the features of all regions, once', async () => {
    const limited = limitBudget(oracleSets(andOracle, features), 7)
    await limited.distances!()
    await limited.distances!()
    expect([limited.spent, limited.remaining]).toEqual([6, 1])
  })

  it('refuse features that they cannot pay for', async () => {
    const limited = limitBudget(oracleSets(andOracle, features), 5)
    await expect(limited.distances!()).rejects.toMatchObject({ code: 'BUDGET_SPENT', where: { value: 6, limit: 5 } })
    expect(limited.spent).toBe(0)
  })

  it('have no features where there are none', () => {
    expect(limitBudget(oracleSets(andOracle), 5).distances).toBeNull()
  })
})
