import { describe, expect, test } from 'vitest'
import { prepareMethod } from '../../src/methods/registry.ts'
import { profiles } from '../../src/methods/submodular/profiles.ts'

/** Search and weights of a profile, as the published tables list them. */
function row(name: string): string {
  const { search, consistency, collaboration, effectiveness, confidence, pending } = profiles[name]!.parameters
  return [search, consistency, collaboration, effectiveness, confidence, pending ?? ''].join(' ').trim()
}

describe('the profiles of submodular selection', () => {
  test.each(Object.entries(profiles))('%s runs', (_, profile) => {
    const method = prepareMethod('submodular', { ...profile.parameters })
    expect(method.parameters).toMatchObject(profile.parameters)
    expect(method.cost(profile.regions ?? 49)).toBeGreaterThan(0)
    expect(profile.source).not.toBe('')
  })

  test('the reference is bidirectional search with equal weights on the regions and the baseline of the papers', () => {
    expect(profiles.reference).toMatchObject({ regionKind: 'slico', regions: 49, connectivity: false, baseline: 'black' })
    expect(row('reference')).toBe('bidirectional 1 1 0 0 8')
  })

  test.each([
    // Consistency, collaboration, effectiveness, confidence; pending regions.
    ['iclr-celeba', 'naive 1 1 1 1'],
    ['iclr-cub', 'naive 1 1 1 1'],
    ['iclr-vggface2', 'naive 10 1 200 1'],
    ['iclr-cub-sam', 'naive 10 1 1 1'],
    ['clip-naive', 'naive 1 1 0.05 0'],
    ['clip-naive-driver', 'naive 1 10 1 0'],
    ['imagebind-naive-driver', 'naive 20 10 0.05 0.01'],
    ['lima-clip-vit-l', 'bidirectional 20 1 0.05 0 8'],
    ['lima-clip-rn101', 'bidirectional 20 5 0.05 0.01 8'],
    ['lima-imagebind', 'bidirectional 10 1 0.05 0 8'],
    ['lima-languagebind', 'bidirectional 20 5 0.05 0 8'],
    ['lima-imagebind-ablation', 'bidirectional 20 5 0.05 0.01 8'],
    ['lima-stated-default', 'bidirectional 20 5 0.01 0.05 8'],
    ['misprediction', 'bidirectional 10 1 0.05 0 8'],
    ['single-modal', 'bidirectional 20 5 0 0.01 8'],
    ['single-modal-runs', 'bidirectional 20 5 0 0.01 12'],
    ['quilt-naive', 'naive 10 1 0.05 0'],
    ['quilt-efficient', 'bidirectional 1 1 0.05 0 8'],
    ['eagle', 'stale-windows 1 1 0 0 8'],
    ['eagle-tutorial', 'stale-windows 1 1 0 0 4'],
    ['phasewin', 'phase-windows 1 1 0 0'],
    ['vps', 'naive 1 1 0 0'],
  ])('%s has the weights of its publication', (name, expected) => {
    expect(row(name)).toBe(expected)
  })

  test('say where another confidence stands in', () => {
    for (const [name, { source }] of Object.entries(profiles)) expect(source.includes('evidential')).toBe(name.startsWith('iclr'))
  })
})
