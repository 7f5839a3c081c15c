import * as z from 'zod/mini'
import { mean } from '../../math/mean.ts'
import { pearson } from '../../math/pearson.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import type { Measurement, Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'
import { cellsOf, correlationOf, hiddenCells, measureSubsets, randomCells } from './subset-drops.ts'

/** The largest subsets, as a share of all cells. */
const largest = 0.8

const sensitivityNParameters = z.object({
  grid: z
    ._default(z.int().check(z.minimum(2), z.maximum(64)), 9)
    .check(z.describe('Cells per side; none is smaller than a pixel')),
  sizes: z
    ._default(z.int().check(z.minimum(1), z.maximum(32)), 6)
    .check(z.describe('Sizes n of subsets, evenly spread by their logarithm from one cell to four fifths of all')),
  samples: z._default(z.int().check(z.minimum(3), z.maximum(10_000)), 40).check(z.describe('Random subsets of each size')),
  baseline: hiddenWith(),
})
export type SensitivityNParameters = z.infer<typeof sensitivityNParameters>

/**
 * Sensitivity-n of one picture: for random subsets of n cells, the correlation between what the map says of them and what hiding them costs; the mean
 * over several n. Parts: each n alone. Subsets depend on the seed alone.
 */
export const sensitivityN: Metric<SensitivityNParameters> = {
  name: 'sensitivity-n',
  title: 'sensitivity-n',
  says: 'Whether hiding n random cells costs probability in proportion to what the map finds in them, on average over small and large n: 1 when it always does.',
  paper:
    'Ancona, Ceolini, Oeztireli and Gross, Towards better understanding of gradient-based attribution methods for Deep Neural Networks, ICLR 2018',
  direction: 'higher',
  range: [-1, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: sensitivityNParameters,
  cost: ({ sizes, samples }) => sizes * samples + 1,
  measure: async (context, { grid, sizes, samples, baseline }) => {
    const { map } = context
    const unranked = unrankedMap(map)
    if (unranked) return undefinedBecause(unranked)
    const cells = cellsOf(context.frame, grid)
    const evaluator = evaluatorHiding(context, baseline)
    const seed = deriveSeed(context.seed, 'sensitivity-n')
    const bySize = new Map<number, Measurement>()
    for (const size of subsetSizes(cells.count, sizes)) {
      const subsets = hiddenCells(cells, samples, randomCells(cells.count, size, deriveSeed(seed, size)))
      bySize.set(size, correlationOf(await measureSubsets(evaluator, map, subsets), pearson))
    }
    const parts = Object.fromEntries([...bySize].map(([size, { value }]) => [`n${size}`, value]))
    const values = Object.values(parts).filter((value) => value !== null)
    const [first] = bySize.values()
    const warnings = first!.warnings ?? []
    return values.length === 0 ? undefinedBecause(first!.reason!, { parts, warnings }) : { value: mean(values), parts, warnings }
  },
}

/** Sizes from 1 to four fifths of all cells, each once. */
function subsetSizes(cells: number, sizes: number): readonly number[] {
  const most = Math.max(1, Math.floor(largest * cells))
  const size = (index: number): number => Math.round(most ** (index / Math.max(1, sizes - 1)))
  return [...new Set(Array.from({ length: sizes }, (_, index) => size(index)))]
}
