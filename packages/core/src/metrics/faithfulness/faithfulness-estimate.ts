import * as z from 'zod/mini'
import { pearson } from '../../math/pearson.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding, hiddenWith } from './hidden-with.ts'
import { cellsOf, correlationOf, hiddenCells, measureSubsets } from './subset-drops.ts'

const faithfulnessEstimateParameters = z.object({
  grid: z
    ._default(z.int().check(z.minimum(2), z.maximum(224)), 14)
    .check(z.describe('Cells per side; none is smaller than a pixel')),
  baseline: hiddenWith(),
})
export type FaithfulnessEstimateParameters = z.infer<typeof faithfulnessEstimateParameters>

/** Correlation between what the map says of each cell of a grid and what hiding it alone costs. */
export const faithfulnessEstimate: Metric<FaithfulnessEstimateParameters> = {
  name: 'faithfulness-estimate',
  title: 'faithfulness estimate',
  says: 'Whether hiding one cell costs probability in proportion to what the map finds in it: 1 when it always does, 0 for a map that knows nothing of the model.',
  paper: 'Alvarez-Melis and Jaakkola, Towards Robust Interpretability with Self-Explaining Neural Networks, NeurIPS 2018',
  direction: 'higher',
  range: [-1, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: faithfulnessEstimateParameters,
  cost: ({ grid }) => grid * grid + 1,
  measure: async (context, { grid, baseline }) => {
    const unranked = unrankedMap(context.map)
    if (unranked) return undefinedBecause(unranked)
    const cells = cellsOf(context.frame, grid)
    const alone = (cell: number): Uint8Array => new Uint8Array(cells.count).fill(1, cell, cell + 1)
    const subsets = hiddenCells(cells, cells.count, alone)
    return correlationOf(await measureSubsets(evaluatorHiding(context, baseline), context.map, subsets), pearson)
  },
}
