import { beforeAll, describe, expect, test } from 'vitest'
import { createRandom } from '../../src/random/random.ts'
import { createNeighbourhood } from '../../src/surrogate/neighbourhood.ts'
import { createPrefixRows } from '../../src/surrogate/prefix-rows.ts'
import { complementOf, membersOf, prefixesOf, setOf, toggled } from '../../src/surrogate/region-set.ts'
import type { RegionSets } from '../../src/surrogate/region-sets.ts'
import { gridOracle, logisticOracle, type Oracle, oracleSets } from '../../src/testing/oracles.ts'
import { gaussianProcess } from './gaussian-process.ts'

function randomSets(oracle: Oracle, seed: number, count: number): Uint8Array[] {
  const random = createRandom(seed)
  return Array.from({ length: count }, (_, i) =>
    Uint8Array.from({ length: oracle.count }, () => (random.next() < (i + 0.5) / count ? 1 : 0)),
  )
}

describe.each([
  ['without geometry', logisticOracle, 21],
  ['with geometry, grown beyond its first capacity', gridOracle, 140],
] as const)('a surrogate %s', (_, oracle, rows) => {
  const N = oracle.count
  const masks = randomSets(oracle, 1, rows)
  const unseen = randomSets(oracle, 2, 12)
  const centres = oracle.centres ? Float64Array.from(oracle.centres) : null
  let sets: RegionSets
  let exact: ReturnType<typeof gaussianProcess>

  beforeAll(async () => {
    sets = oracleSets(oracle)
    await sets.measure(masks.slice(0, 9))
    sets.surrogate()
    await sets.measure(masks.slice(9))
    exact = definition()
  })

  /** The same process by its definition, over everything measured. */
  function definition(): ReturnType<typeof gaussianProcess> {
    const known = [...sets.measured()]
    return gaussianProcess(
      known.map(([mask]) => mask),
      known.map(([, score]) => score.probability),
      centres,
    )
  }

  test('expects of the prefixes of an order what its definition says', () => {
    const order = Array.from({ length: N }, (_, i) => (i * 5 + 3) % N)
    const prefixRows = createPrefixRows(sets.surrogate())
    prefixRows.update(order, 0, N)
    prefixesOf(order).forEach((prefix, t) => {
      expect(prefixRows.kept[t]).toBeCloseTo(exact.mean(prefix), 8)
      expect(prefixRows.dropped[t]).toBeCloseTo(exact.mean(complementOf(prefix)), 8)
    })
  })

  test('expects of the neighbours of a prefix what its definition says', () => {
    const order = Array.from({ length: N }, (_, i) => (i * 5 + 3) % N)
    const prefixRows = createPrefixRows(sets.surrogate())
    prefixRows.update(order, 0, N)
    const t = 4
    const prefix = prefixesOf(order)[t]!
    for (let x = 0; x < N; x++) {
      const neighbour = toggled(prefix, x)
      const gain = 1 / (1 + Math.exp(-exact.mean(neighbour))) - 1 / (1 + Math.exp(-exact.mean(complementOf(neighbour))))
      expect(prefixRows.neighbours[t * N + x]).toBeCloseTo(gain, 8)
    }
  })

  test('expects of swaps and of moves of one region what its definition says, on both sides', () => {
    const set = setOf([0, 2, 5], N)
    const others = [1, 7, 8]
    for (const side of ['keep', 'drop'] as const) {
      const promise = (of: Uint8Array): number => (side === 'keep' ? exact.mean(of) : -exact.mean(complementOf(of)))
      const neighbourhood = createNeighbourhood(sets.surrogate(), side)
      neighbourhood.moveTo(set)
      expect(neighbourhood.promise).toBeCloseTo(promise(set), 8)
      for (let x = 0; x < N; x++) expect(neighbourhood.toggled[x]).toBeCloseTo(promise(toggled(set, x)), 8)
      const swapped = neighbourhood.swapped(membersOf(set), others)
      membersOf(set).forEach((member, i) => {
        others.forEach((other, j) => {
          expect(swapped[i * others.length + j]).toBeCloseTo(promise(toggled(toggled(set, member), other)), 8)
        })
      })
    }
  })

  test('is as uncertain of unseen masks as its definition says, and a kept solution stays right', async () => {
    const { deviations } = sets.surrogate()
    const solutions = unseen.map(deviations.solutionOf)
    solutions.forEach((solution) => {
      expect(solution.solved).toBe(0)
    })
    deviations.finish(solutions)
    unseen.forEach((mask, i) => {
      expect(deviations.deviation(solutions[i]!)).toBeCloseTo(exact.deviation(mask), 8)
    })

    const more = randomSets(oracle, 3, 6)
    await sets.measure(more)
    sets.surrogate()
    const later = definition()
    const again = unseen.map(deviations.solutionOf)
    const bounds = again.map(({ rest }) => rest)
    deviations.finish(again)
    unseen.forEach((mask, i) => {
      expect(deviations.deviation(again[i]!)).toBeCloseTo(later.deviation(mask), 8)
      expect(again[i]!.rest).toBeLessThanOrEqual(bounds[i]!)
    })
  })

  test('takes the solution of a mask that is then measured as its row', async () => {
    const surrogate = sets.surrogate()
    const mask = setOf([1, 3, 4], N)
    const solution = surrogate.deviations.solutionOf(mask)
    surrogate.deviations.finish([solution])
    await sets.measure([setOf([2, 6], N), mask])
    sets.surrogate()
    const now = definition()
    const neighbourhood = createNeighbourhood(surrogate, 'keep')
    neighbourhood.moveTo(unseen[0]!)
    expect(neighbourhood.promise).toBeCloseTo(now.mean(unseen[0]!), 8)
  })
})
