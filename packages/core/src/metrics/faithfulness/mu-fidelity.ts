import * as z from 'zod/mini'
import { spearman } from '../../math/spearman.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createRandom } from '../../random/random.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'
import { cellsOf, correlationOf, hiddenCells, measureSubsets, randomCells } from './subset-drops.ts'

const muFidelityParameters = z.object({
  grid: z
    ._default(z.int().check(z.minimum(2), z.maximum(64)), 9)
    .check(z.describe('Cells per side; none is smaller than a pixel')),
  share: z
    ._default(z.number().check(z.minimum(0.01), z.maximum(0.99)), 0.2)
    .check(z.describe('Share of the cells that is hidden')),
  samples: z._default(z.int().check(z.minimum(3), z.maximum(100_000)), 200).check(z.describe('Random masks')),
  hide: z
    ._default(z.enum(['fixed', 'independent']), 'fixed')
    .check(
      z.describe(
        'fixed: the same number of cells in each mask; independent: each cell by chance, as published, which rewards any map without negative values',
      ),
    ),
  baseline: hiddenWith(),
})
export type MuFidelityParameters = z.infer<typeof muFidelityParameters>

/**
 * Rank correlation between what the map says of random cells and what hiding them costs. Masks depend on the seed alone. The part `constant` is what
 * a map that is 1 everywhere gets from the same masks: null where all of them hide as many pixels.
 */
export const muFidelity: Metric<MuFidelityParameters> = {
  name: 'mu-fidelity',
  title: 'mu-fidelity',
  says: 'Whether hiding random cells costs the more probability the more the map finds in them: 1 when it always does, 0 for a map that knows nothing of the model.',
  paper: 'Bhatt, Weller and Moura, Evaluating and Aggregating Feature-based Model Explanations, IJCAI 2020',
  direction: 'higher',
  range: [-1, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: muFidelityParameters,
  cost: ({ samples }) => samples + 1,
  measure: async (context, { grid, share, samples, hide, baseline }) => {
    const unranked = unrankedMap(context.map)
    if (unranked) return undefinedBecause(unranked)
    const cells = cellsOf(context.frame, grid)
    const seed = deriveSeed(context.seed, 'mu-fidelity')
    const draw = hide === 'fixed' ? fixedCells(cells.count, share, seed) : independentCells(cells.count, share, seed)
    const subsets = await measureSubsets(evaluatorHiding(context, baseline), context.map, hiddenCells(cells, samples, draw))
    const measured = correlationOf(subsets, spearman)
    const constant = spearman(subsets.sizes, subsets.drops)
    return { ...measured, parts: { ...measured.parts, constant: Number.isNaN(constant) ? null : constant } }
  },
}

function fixedCells(count: number, share: number, seed: number): (mask: number) => Uint8Array {
  return randomCells(count, Math.min(count - 1, Math.max(1, Math.round(share * count))), seed)
}

function independentCells(count: number, share: number, seed: number): (mask: number) => Uint8Array {
  const random = createRandom(seed)
  return (mask) => Uint8Array.from({ length: count }, (_, cell) => (random.at(mask * count + cell) < share ? 1 : 0))
}
