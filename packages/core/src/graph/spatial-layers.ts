import { dominators } from './dominators.ts'
import type { TensorFacts } from './facts.ts'
import { type GridLayout, gridLayouts } from './grid-layouts.ts'
import { graphOf, type OnnxModel, type OnnxNode } from './proto.ts'
import { producersOf } from './walk.ts'

/** A tensor with its layout through which everything on the way from picture to logits passes. */
export interface LaidOut {
  readonly name: string
  readonly layout: GridLayout
}

/** Operators that move numbers and leave them what they are: what went in is the same layer. */
const layoutOnly: readonly string[] = ['Transpose', 'Identity', 'Flatten', 'Reshape', 'Squeeze', 'Unsqueeze', 'Cast', 'Dropout']

/** Layers that methods may read, first to last: on a grid of more than one row and column, with nothing that leads past them. */
export function spatialLayers(model: OnnxModel, from: string, to: string, facts: TensorFacts): readonly LaidOut[] {
  const producers = producersOf(graphOf(model))
  const layouts = gridLayouts(model, facts)
  const all = dominators(model, from, to, facts).flatMap((name): LaidOut[] => {
    const layout = layouts.get(name)
    return layout && layout.rows > 1 && layout.columns > 1 && layout.kind !== 'tokens-last' ? [{ name, layout }] : []
  })
  const known = new Set(all.map(({ name }) => name))
  const isMovedOnly = (name: string): boolean => {
    let node = producers.get(name)
    while (node !== undefined && layoutOnly.includes(node.opType)) {
      const [source] = node.input
      if (source === from || known.has(source!)) return true
      node = producers.get(source!)
    }
    return false
  }
  return all.filter(({ name }) => !isMovedOnly(name))
}

/** The layer whose numbers a tensor holds, in another order at most: a map is often turned to channels first only to be averaged. Null for none. */
export function layerHeldBy(model: OnnxModel, layers: readonly LaidOut[], tensor: string): LaidOut | null {
  const producers = producersOf(graphOf(model))
  const known = new Map(layers.map((layer) => [layer.name, layer]))
  let name = tensor
  while (!known.has(name)) {
    const node = producers.get(name)
    if (node === undefined || !['Transpose', 'Identity'].includes(node.opType)) return null
    name = node.input[0]!
  }
  return known.get(name)!
}

/**
 * The last of the layers whose grid still reaches the logits, and why. Behind the last attention only the class token may be read, so that
 * a derivative by the other tokens would be zero there. Null where there is none.
 */
export function chooseSpatialLayer(
  layers: readonly LaidOut[],
  model: OnnxModel,
  facts: TensorFacts,
): { readonly layer: LaidOut; readonly reason: string } | null {
  const { node: nodes } = graphOf(model)
  const position = new Map(nodes.flatMap((node, index) => node.output.map((name) => [name, index] as const)))
  const selection = nodes.findLastIndex((node) => selectsClassToken(node, facts, layers))
  const lastAttention = nodes.findLastIndex((node) => attendsToTokens(node, facts, layers))
  const last = layers.at(-1)
  if (last === undefined) return null
  if (last.layout.kind === 'channels-first')
    return { layer: last, reason: 'the last map before the picture is reduced to one vector' }
  if (selection < 0 || lastAttention < 0) return { layer: last, reason: 'the last grid before all positions are averaged' }
  const before = layers.findLast(({ name, layout }) => layout.kind !== 'tokens' || position.get(name)! < lastAttention)
  if (before === undefined) return null
  return {
    layer: before,
    reason: 'the last tokens that the class token still attends to; behind them only the class token counts',
  }
}

/** Whether a node is a softmax over all tokens, those of the grid included: of every token, or of the class token alone. */
function attendsToTokens({ opType, output }: OnnxNode, facts: TensorFacts, layers: readonly LaidOut[]): boolean {
  const over = opType === 'Softmax' ? facts.get(output[0]!)?.dims.at(-1) : undefined
  return layers.some(({ layout }) => layout.kind === 'tokens' && over === layout.prefix + layout.rows * layout.columns)
}

/** Whether a node keeps tokens in front of the grid and drops the grid. */
function selectsClassToken(node: OnnxNode, facts: TensorFacts, layers: readonly LaidOut[]): boolean {
  if (!['Gather', 'Slice', 'Split'].includes(node.opType)) return false
  const from = facts.get(node.input[0] ?? '')?.dims
  const to = facts.get(node.output[0] ?? '')?.dims
  const tokens = layers.find(({ layout }) => layout.kind === 'tokens' && layout.prefix > 0)?.layout
  if (from === undefined || to === undefined || tokens === undefined || from.length !== 3) return false
  if (from[1] !== tokens.prefix + tokens.rows * tokens.columns) return false
  return to.length === 2 || to[1]! <= tokens.prefix
}
