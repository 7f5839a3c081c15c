import { describe, expect, test } from 'vitest'
import { metricProfiles } from '../../src/metrics/profiles.ts'
import { prepareMetric } from '../../src/metrics/registry.ts'

const sets = Object.entries(metricProfiles).flatMap(([profile, byMetric]) =>
  Object.entries(byMetric).map(([metric, parameters]) => ({ profile, metric, parameters })),
)

describe('profiles of other tools', () => {
  test.each(sets)('$profile: $metric has these parameters and allows these values', ({ metric, parameters }) => {
    expect(prepareMetric(metric, parameters).parameters).toMatchObject(parameters)
  })

  test('cost what the tools cost', () => {
    expect(prepareMetric('deletion', metricProfiles['xplique']!['deletion']).cost(224 * 224)).toBe(11)
    expect(prepareMetric('deletion', metricProfiles['rise']!['deletion']).cost(224 * 224)).toBe(225)
    expect(prepareMetric('mu-fidelity', metricProfiles['xplique']!['mu-fidelity']).cost(224 * 224)).toBe(201)
  })
})
