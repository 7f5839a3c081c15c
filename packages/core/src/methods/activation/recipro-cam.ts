import * as z from 'zod/mini'
import type { SpatialLayer } from '../../model/spatial-layer.ts'
import { permutedIndex } from '../../random/permuted-index.ts'
import { budgetSpent } from '../../surrogate/budget-spent.ts'
import { isTenth } from '../is-tenth.ts'
import type { Method, MethodContext, MethodResult } from '../method.ts'
import { gridOf, gridResult } from './grid-result.ts'
import { expectedSize, layerParameter, nameOfLayer } from './layer-parameter.ts'
import { openingForwards, openLayer } from './open-layer.ts'
import { streamActivations } from './stream-activations.ts'
import { withoutLayer } from './unsuited.ts'

const parameters = z.object({
  layer: layerParameter,
  spread: z
    ._default(z.enum(['auto', 'none', 'gaussian']), 'auto')
    .check(
      z.describe(
        'What is kept around a position. none: nothing; gaussian: its neighbours in part, by a bell of 3 x 3; auto: gaussian for tokens, none for maps, as published',
      ),
    ),
})

export type ReciproCamParameters = z.infer<typeof parameters>

/**
 * Recipro-CAM, and ViT-ReciproCAM for tokens: the logit when the layer keeps one position, all channels of it, and holds zero elsewhere. Tokens in
 * front of the grid, as a class token, stay. Values are logits: only their differences say something, not their sign.
 */
export const reciproCam: Method<ReciproCamParameters> = {
  name: 'recipro-cam',
  paper:
    'Byun and Lee, Recipro-CAM: Fast gradient-free visual explanations for convolutional neural networks, arXiv 2209.14074, 2022; for tokens: ViT-ReciproCAM, arXiv 2310.02588, 2023',
  version: 1,
  access: 'activations',
  space: 'logit',
  signed: false,
  classSensitive: true,
  parameters,
  cost: ({ layer: named }, _, layer) => {
    const { rows, columns } = expectedSize(named, layer)
    return openingForwards + rows * columns
  },
  unsuited: withoutLayer,
  run,
}

async function run(context: MethodContext, { layer: named, spread }: ReciproCamParameters): Promise<MethodResult> {
  const head = await openLayer(context, nameOfLayer(named), 1)
  const { layer, activation } = head
  const positions = layer.rows * layer.columns
  const reach = spread === 'gaussian' || (spread === 'auto' && layer.layout === 'tokens') ? 1 : 0
  // All over the grid from the start, so that a budget that ends early leaves no corner out.
  const places = Uint32Array.from({ length: positions }, (_, i) => permutedIndex(i, positions, context.seed))
  const logits = new Float64Array(positions)
  let done = 0
  const write = (index: number, into: Float32Array): void => {
    keepAround(layer, activation, places[index]!, reach, into)
  }
  for await (const chunk of streamActivations(context, head, positions, write)) {
    logits.set(chunk.logits, chunk.first)
    done = chunk.first + chunk.count
    if (isTenth(chunk, positions)) context.report(gridOf(layer, placed(places, logits, done)))
  }
  if (done === 0) throw budgetSpent(1, Math.max(0, Math.min(context.budget - openingForwards, head.remaining)))
  const values = placed(places, logits, done)
  return gridResult(layer, { values, complete: done === positions, statistics: { positions: done } })
}

/** Writes the numbers around one position: itself, or a quarter of itself and less of its neighbours as far as there are any. */
function keepAround(
  { channels, rows, columns }: SpatialLayer,
  activation: Float32Array,
  place: number,
  reach: 0 | 1,
  into: Float32Array,
): void {
  const [row, column] = [Math.floor(place / columns), place % columns]
  for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y++) {
    for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x++) {
      const share = reach === 0 ? 1 : ((2 - Math.abs(y - row)) * (2 - Math.abs(x - column))) / 16
      for (let channel = 0; channel < channels; channel++) {
        const at = (channel * rows + y) * columns + x
        into[at] = share * activation[at]!
      }
    }
  }
}

/** Logits where they belong; of positions that were not tried the mean of those that were. */
function placed(places: Uint32Array, logits: Float64Array, done: number): Float64Array {
  const tried = logits.subarray(0, done)
  const values = new Float64Array(places.length).fill(tried.reduce((sum, logit) => sum + logit, 0) / done)
  tried.forEach((logit, i) => {
    values[places[i]!] = logit
  })
  return values
}
