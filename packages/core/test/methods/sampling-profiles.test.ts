import { describe, expect, test } from 'vitest'
import { prepareMethod } from '../../src/methods/registry.ts'
import { samplingProfiles } from '../../src/methods/sampling/profiles.ts'

const cases = Object.entries(samplingProfiles).flatMap(([profile, byMethod]) =>
  Object.entries(byMethod).map(([method, parameters]) => [profile, method, parameters] as const),
)

describe('profiles of other tools', () => {
  test.each(cases)('%s: %s takes every parameter it names', (_, method, parameters) => {
    expect(prepareMethod(method, parameters).parameters).toMatchObject(parameters)
  })

  test('cost what those tools spend by default, less the forwards that Sobol estimators never read', () => {
    const forwards = (method: string): number => prepareMethod(method, samplingProfiles['xplique']![method]!).cost(49)
    expect(forwards('hsic')).toBe(500)
    expect(forwards('sobol')).toBe(32 * 66 - 32)
  })
})
