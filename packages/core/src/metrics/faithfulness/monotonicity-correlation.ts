import * as z from 'zod/mini'
import type { MaskEvaluator, Masks } from '../../evaluator/mask-evaluator.ts'
import { spearman } from '../../math/spearman.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createRandom } from '../../random/random.ts'
import type { RegionMap } from '../../regions/region-map.ts'
import { regionSums } from '../../regions/region-means.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { evaluatorHiding } from './hidden-with.ts'
import { cellsOf, correlationOf } from './subset-drops.ts'

const monotonicityCorrelationParameters = z.object({
  grid: z
    ._default(z.int().check(z.minimum(2), z.maximum(64)), 7)
    .check(z.describe('Cells per side; none is smaller than a pixel')),
  fills: z
    ._default(z.int().check(z.minimum(1), z.maximum(1000)), 10)
    .check(z.describe('Random colours that each cell is filled with')),
})
export type MonotonicityCorrelationParameters = z.infer<typeof monotonicityCorrelationParameters>

/**
 * Rank correlation between what the map says of a cell, without sign, and the root of the mean square of what filling it with random colours changes.
 * The root, and dividing by the picture's own score as published, change no rank. Fills depend on the seed alone and are shared by all maps of a picture.
 */
export const monotonicityCorrelation: Metric<MonotonicityCorrelationParameters> = {
  name: 'monotonicity-correlation',
  title: 'monotonicity correlation',
  says: 'Whether the model is the less certain about a cell that is unknown the more the map finds in it: 1 when it always is.',
  paper: 'Nguyen and Rodriguez Martinez, On quantitative aspects of model interpretability, arXiv 2007.07584',
  direction: 'higher',
  range: [-1, 1],
  family: 'faithfulness',
  needs: 'scores',
  parameters: monotonicityCorrelationParameters,
  cost: ({ grid, fills }) => grid * grid * fills + 1,
  measure: async (context, { grid, fills }) => {
    const unranked = unrankedMap(context.map.map(Math.abs))
    if (unranked) return undefinedBecause(unranked)
    // Nothing is hidden, so that any baseline would do.
    const evaluator = evaluatorHiding(context, 'same')
    const cells = cellsOf(context.frame, grid)
    const { probabilities } = await evaluator.evaluate(filledCells(evaluator, cells, fills, context.seed))
    const targets = evaluator.targets.length
    const picture = probabilities[0]!
    const changes = Float64Array.from({ length: cells.count }, (_, cell) => {
      let squares = 0
      for (let fill = 0; fill < fills; fill++) squares += (picture - probabilities[(1 + cell * fills + fill) * targets]!) ** 2
      return Math.sqrt(squares / fills)
    })
    const sums = regionSums(context.map.map(Math.abs), cells)
    return correlationOf({ picture, drops: changes, sums }, spearman)
  },
}

/** The picture, then each cell in each of the colours; the colours are the same for every cell. */
function filledCells({ frame }: MaskEvaluator, cells: RegionMap, fills: number, seed: number): Masks {
  const own = deriveSeed(seed, 'monotonicity-correlation')
  const random = createRandom(own)
  const grid = `${cells.count}`
  return {
    kind: 'frames',
    count: 1 + cells.count * fills,
    keys: ['whole', ...Array.from({ length: cells.count * fills }, (_, i) => `${Math.floor(i / fills)}:${i % fills}`)].map(
      (mask) => `filled:${own}:${grid}:${mask}`,
    ),
    draw: (index, rgb) => {
      rgb.set(frame.rgb)
      if (index === 0) return
      const [cell, fill] = [Math.floor((index - 1) / fills), (index - 1) % fills]
      const colour = [0, 1, 2].map((channel) => 255 * random.at(3 * fill + channel))
      for (let pixel = 0; pixel < cells.labels.length; pixel++) if (cells.labels[pixel] === cell) rgb.set(colour, 3 * pixel)
    },
  }
}
