import { describe, expect, test } from 'vitest'
import { scoreWarnings } from '../../src/answer/score-warnings.ts'
import { complementOf, prefixesOf, sizeOf } from '../../src/surrogate/region-set.ts'
import { gridOracle, type Oracle, oracleSets } from '../../src/testing/oracles.ts'

/** Codes of the warnings once every prefix of the regions as they are numbered, shown and hidden, has been measured. */
async function codesOf(oracle: Oracle): Promise<string[]> {
  const sets = oracleSets(oracle)
  const prefixes = prefixesOf(Array.from({ length: oracle.count }, (_, region) => region))
  await sets.measure([...prefixes, ...prefixes.map(complementOf)])
  return scoreWarnings(sets).map(({ code }) => code)
}

describe('warnings about the scores', () => {
  test('none where the target reacts to what is hidden', async () => {
    expect(await codesOf(gridOracle)).toEqual([])
  })

  test('the target hardly reacts to anything hidden', async () => {
    expect(await codesOf({ count: 20, probability: (set) => 0.4 + 0.0004 * sizeOf(set) })).toContain('SCORE_CONSTANT')
  })

  test('the baseline alone is given the target', async () => {
    expect(await codesOf({ count: 6, probability: (set) => 0.6 + 0.05 * sizeOf(set) })).toContain('SCORE_BASELINE')
  })

  test('the model cannot tell the classes apart on the whole picture', async () => {
    expect(await codesOf({ count: 6, probability: (set) => 0.2 + 0.05 * sizeOf(set) })).toEqual(['SCORE_LOW'])
  })
})
