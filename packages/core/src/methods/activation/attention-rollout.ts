import * as z from 'zod/mini'
import { requireBudget } from '../../evaluator/budget.ts'
import { attentionFlow, fuseHeads } from '../../math/attention-flow.ts'
import type { Network } from '../../model/network.ts'
import type { Method } from '../method.ts'
import { gridResult } from './grid-result.ts'

const parameters = z.object({
  fusion: z._default(z.enum(['mean', 'max', 'min']), 'mean').check(z.describe('How the heads of a layer become one')),
  discard: z
    ._default(z.number().check(z.minimum(0), z.maximum(0.99)), 0)
    .check(z.describe('Share of what each token attends to that is left out, the least of it first')),
})

export type AttentionRolloutParameters = z.infer<typeof parameters>

/**
 * Attention rollout: how much of each token of the grid arrives at the class token, or on average at all tokens where there is none, when every layer
 * passes on half of a token and half of what it attends to. Says nothing of the class.
 */
export const attentionRollout: Method<AttentionRolloutParameters> = {
  name: 'attention-rollout',
  paper: 'Abnar and Zuidema, Quantifying Attention Flow in Transformers, ACL 2020',
  version: 1,
  access: 'activations',
  space: 'logit',
  signed: false,
  classSensitive: false,
  parameters,
  cost: () => 1,
  unsuited,
  run: async ({ attention, budget }, { fusion, discard }) => {
    requireBudget({ limit: budget, spent: 0 }, 1)
    const layers = await attention()
    const { tokens, prefix, rows, columns } = layers[0]!.layer
    const fused = layers.map(({ layer, values }) => fuseHeads(values, layer.heads, layer.tokens, fusion))
    const arriving = attentionFlow(fused, tokens, { from: prefix > 0 ? 'first' : 'all', discard })
    const values = arriving.slice(prefix, prefix + rows * columns)
    return gridResult({ rows, columns }, { values, statistics: { layers: layers.length } })
  },
}

function unsuited({ attention }: Network): string | null {
  if (attention.length < 2) return 'it has no two layers in which every token of the picture attends to every other'
  const [first, ...others] = attention
  const different = others.find(({ tokens }) => tokens !== first!.tokens)
  if (different === undefined) return null
  return `its layers attend to different tokens: ${first!.tokens} in "${first!.name}", ${different.tokens} in "${different.name}"`
}
