import * as z from 'zod/mini'
import { mean } from '../../math/mean.ts'
import { spearman } from '../../math/spearman.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'

const parameters = z.object({
  steps: z
    ._default(z.int().check(z.minimum(1), z.maximum(1000)), 8)
    .check(z.describe('Models that are explained, with ever more layers drawn anew from the logits backwards; the last has all')),
})

/**
 * Model parameter randomisation: how alike the ranking of pixels stays when the weights of ever more layers are drawn anew, from the logits backwards. The value is
 * the mean over those models, the original not among them; `curve` begins with the original, its share being that of the layers. `all` is the
 * similarity when nothing is left of what the model learned.
 */
export const mprt: Metric<z.infer<typeof parameters>> = {
  name: 'mprt',
  title: 'model randomisation',
  says: 'How much of the map stays when the model forgets what it learned, layer by layer: near 1, it never came from there.',
  paper: 'J. Adebayo et al., Sanity Checks for Saliency Maps, 2018',
  direction: 'lower',
  range: [-1, 1],
  family: 'randomisation',
  needs: 'randomise',
  parameters,
  cost: () => 0,
  explanations: ({ steps }) => steps,
  measure: async ({ map, randomised }, { steps }) => {
    const unranked = unrankedMap(map)
    if (unranked !== null) return undefinedBecause(unranked)
    const { layers, explain } = randomised!
    if (layers === 0) return undefinedBecause('the model has no layer whose weights can be drawn anew')
    const counts = Array.from({ length: Math.min(steps, layers) }, (_, step) =>
      Math.round(((step + 1) * layers) / Math.min(steps, layers)),
    )
    const similarities: number[] = []
    for (const count of counts) similarities.push(spearman(map, await explain(count)))
    const defined = similarities.filter((similarity) => !Number.isNaN(similarity))
    const curve = {
      share: Float64Array.from([0, ...counts], (count) => count / layers),
      score: Float64Array.from([1, ...similarities]),
    }
    if (defined.length === 0) return undefinedBecause('no model with other weights gives a map that ranks anything', { curve })
    const all = similarities.at(-1)!
    return {
      value: mean(defined),
      parts: { all: Number.isNaN(all) ? null : all, layers, undefined: similarities.length - defined.length },
      curve,
    }
  },
}
