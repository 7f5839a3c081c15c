import { describe, expect, test } from 'vitest'
import { forwardsAtMost } from '../../src/methods/submodular/cost.ts'
import { type SubmodularParameters, submodularParameters } from '../../src/methods/submodular/parameters.ts'

const cost = (given: Partial<SubmodularParameters>, regions: number): number =>
  forwardsAtMost(submodularParameters.parse(given), regions)

describe('the forwards of a search at most', () => {
  test.each([
    [25, 650, 506, 566, 638, 402, 294],
    [49, 2450, 1610, 1766, 2030, 986, 674],
    [64, 4160, 2592, 2808, 3192, 1412, 944],
    [77, 6006, 3626, 3894, 4382, 1816, 1196],
    [100, 10100, 5868, 6228, 6900, 2612, 1680],
  ])('of %d regions are those of the published table', (regions, naive, pending8, pending12, pending20, windows, fewWindows) => {
    expect(cost({ search: 'naive' }, regions)).toBe(naive)
    expect(cost({ search: 'bidirectional' }, regions)).toBe(pending8)
    expect(cost({ search: 'bidirectional', pending: 12 }, regions)).toBe(pending12)
    expect(cost({ search: 'bidirectional', pending: 20 }, regions)).toBe(pending20)
    expect(cost({ search: 'stale-windows' }, regions)).toBe(windows)
    expect(cost({ search: 'stale-windows', window: 8, pending: 4, refresh: 10 }, regions)).toBe(fewWindows)
  })

  test.each([
    [{ search: 'naive' }, 156],
    [{ search: 'bidirectional', pending: 3 }, 116],
    [{ search: 'bidirectional', pending: 4 }, 124],
    [{ search: 'bidirectional', pending: 8 }, 148],
    [{ search: 'stale-windows', window: 4, pending: 3, refresh: 3 }, 90],
    [{ search: 'lazy' }, 156],
    [{ search: 'phase-windows' }, 156],
    [{ search: 'exact' }, 4096],
    // Two whole pictures and four steps of min(ceil(12 / 4 * ln 10), the regions left) = 7, 7, 7, 7.
    [{ search: 'stochastic', prefix: 4 }, 58],
  ] as const)('of twelve regions with %j are %d', (given, forwards) => {
    expect(cost(given, 12)).toBe(forwards)
  })

  test('are those of the whole picture and the baseline where one region leaves nothing to search', () => {
    expect(cost({ search: 'bidirectional' }, 1)).toBe(2)
    expect(cost({ search: 'stale-windows' }, 1)).toBe(2)
  })

  test('are half without one of the two curves, and one more a region with effectiveness', () => {
    expect(cost({ search: 'bidirectional', collaboration: 0 }, 49)).toBe(805)
    expect(cost({ search: 'stale-windows', consistency: 0 }, 49)).toBe(493)
    expect(cost({ search: 'stale-windows', effectiveness: 0.05 }, 49)).toBe(986 + 49)
  })

  test('are refused for an exact order of more than 15 regions', () => {
    expect(cost({ search: 'exact' }, 15)).toBe(32768)
    expect(() => cost({ search: 'exact' }, 16)).toThrow(
      expect.objectContaining({ code: 'USAGE_REGIONS', where: { value: 16, limit: 15 } }),
    )
  })

  test('of the surrogate path are a share of naive greedy’s, of 1000 at most until that is under 2.5 a region', () => {
    expect(cost({}, 49)).toBe(368)
    expect(cost({ share: 0.1 }, 49)).toBe(245)
    expect(cost({}, 100)).toBe(1000)
    expect(cost({}, 1000)).toBe(2500)
  })

  test('of the search that is chosen by itself are naive greedy’s for few regions and for other weights', () => {
    expect(cost({}, 15)).toBe(240)
    expect(cost({}, 16)).toBe(41)
    expect(cost({ confidence: 0.1 }, 49)).toBe(2450)
    expect(cost({ consistency: 20, collaboration: 5 }, 49)).toBe(2450)
  })
})
