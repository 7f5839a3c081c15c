import { expect, test } from 'vitest'
import { choosePoints } from '../../src/methods/submodular/searches/choose-prefixes.ts'
import { initialMasks } from '../../src/methods/submodular/searches/initial-masks.ts'
import { createPrefixRows } from '../../src/surrogate/prefix-rows.ts'
import { prefixesOf, setKey } from '../../src/surrogate/region-set.ts'
import { oracleSets } from '../../src/testing/oracles.ts'

test('of more than 512 open points 512 are rated, from one end of the curve to the other', async () => {
  const count = 600
  const sets = oracleSets({ count, probability: (set) => (1 + set[0]!) / 3 })
  await sets.measure(initialMasks(count, 1, null).slice(0, 12))
  const surrogate = sets.surrogate()
  const order = Array.from({ length: count }, (_, region) => region)
  const rows = createPrefixRows(surrogate)
  rows.update(order, 0, count)
  const rated: Uint8Array[] = []
  const { deviations } = surrogate
  const watched = {
    ...surrogate,
    deviations: {
      ...deviations,
      solutionOf: (set: Uint8Array) => {
        rated.push(set)
        return deviations.solutionOf(set)
      },
    },
  }
  const open = prefixesOf(order)
    .slice(1, -1)
    .map((set, index) => ({ size: index + 1, dropped: false, set }))

  const chosen = choosePoints({ surrogate: watched, rows, order, areas: sets.areas }, open, 8)

  expect(rated).toHaveLength(512)
  expect(rated[0]).toBe(open[0]!.set)
  expect(open.indexOf(open.find(({ set }) => set === rated.at(-1))!)).toBe(597)
  expect(new Set(chosen.map(({ set }) => setKey(set))).size).toBe(8)
})
