import type { TensorFacts } from './facts.ts'
import { graphOf, type OnnxModel } from './proto.ts'
import type { LaidOut } from './spatial-layers.ts'

/** A softmax of every token over every token, [batch, heads, tokens, tokens] or with the first two axes as one; `prefix` of the tokens lie in front of the grid. */
export interface FoundAttention {
  readonly name: string
  readonly heads: number
  readonly tokens: number
  readonly prefix: number
  readonly rows: number
  readonly columns: number
}

/** Where all tokens of the picture attend to one another, first to last; attention within windows is none. */
export function findAttention(
  model: OnnxModel,
  layers: readonly LaidOut[],
  facts: TensorFacts,
  batch: number,
): readonly FoundAttention[] {
  const grids = new Map(
    layers.flatMap(({ layout }) =>
      layout.kind === 'tokens' ? [[layout.prefix + layout.rows * layout.columns, layout] as const] : [],
    ),
  )
  const { node: nodes } = graphOf(model)
  return nodes.flatMap((node): FoundAttention[] => {
    if (node.opType !== 'Softmax') return []
    const name = node.output[0]!
    const dims = facts.get(name)?.dims ?? []
    const tokens = dims.at(-1) ?? 0
    const grid = grids.get(tokens)
    if (grid === undefined || dims.at(-2) !== tokens || (dims.length !== 4 && dims.length !== 3)) return []
    const heads = dims.length === 4 ? dims[1]! : dims[0]! / batch
    if (dims.length === 4 && dims[0] !== batch) return []
    return [{ name, heads, tokens, prefix: grid.prefix, rows: grid.rows, columns: grid.columns }]
  })
}
