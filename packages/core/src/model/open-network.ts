import { findAttention } from '../graph/attention.ts'
import { dependents } from '../graph/cut.ts'
import { externaliseWeights } from '../graph/externalise-weights.ts'
import type { TensorFacts } from '../graph/facts.ts'
import { gradientGaps } from '../graph/gradients/gradient-gaps.ts'
import { policyFor } from '../graph/gradients/provider-policy.ts'
import type { RuleView } from '../graph/gradients/rule.ts'
import { type RuleSurroundings, ruleViews } from '../graph/gradients/rule-view.ts'
import { isRectifier } from '../graph/gradients/rules/rectifier.ts'
import { gridLayouts } from '../graph/grid-layouts.ts'
import { findLinearHead } from '../graph/linear-head.ts'
import { multiplicationsOf } from '../graph/multiplications.ts'
import { decodeModel, graphOf, type OnnxModel, type OnnxNode } from '../graph/proto.ts'
import { raiseOpset } from '../graph/raise-opset.ts'
import { chooseSpatialLayer, type LaidOut, layerHeldBy, spatialLayers } from '../graph/spatial-layers.ts'
import { withoutRounding } from '../graph/straight-through.ts'
import type { Weights } from '../graph/tensor.ts'
import { toFloat32 } from '../graph/to-float32.ts'
import type { Network } from './network.ts'
import type { Runtime } from './runtime.ts'
import type { SpatialLayer } from './spatial-layer.ts'
import { factsOf } from './trace-facts.ts'

/** The canonical model as it is kept, and what it takes. */
export interface NetworkSource {
  readonly onnx: { readonly model: Uint8Array; readonly weights: Weights }
  readonly runtime: Runtime
  readonly height: number
  readonly width: number
  /** Frames per run that the file demands, or null. */
  readonly fixedBatch: number | null
}

const input = 'input'
const logits = 'logits'

/** Looks inside a canonical model: shapes, layers, what has a derivative. Nothing is run unless a shape can be had in no other way. */
export async function openNetwork({ onnx, runtime, height, width, fixedBatch }: NetworkSource): Promise<Network> {
  const batch = fixedBatch ?? 1
  const { model: plain, weights } = externaliseWeights(toFloat32(decodeModel(onnx.model), onnx.weights), onnx.weights)
  const model = withoutRounding(raiseOpset(plain, 16))
  const facts = await factsOf(model, weights, runtime, new Map([[input, [batch, 3, height, width]]]))
  const surroundings: RuleSurroundings = { facts, weights, policy: policyFor(runtime.device) }

  const found = spatialLayers(model, input, logits, facts)
  const layerOf = layerReader(found, facts)
  const attention = findAttention(model, found, facts, batch)
  const chosen = chooseSpatialLayer(found, model, facts)
  const head = findLinearHead(model, logits, gridLayouts(model, facts), facts, weights)
  const held = head === null ? null : layerHeldBy(model, found, head.tensor)
  const headLayer = held === null ? null : layerOf(held.name)
  const total = sumOf(graphOf(model).node, facts)
  return {
    model,
    weights,
    batch,
    facts,
    layers: found.map(({ name }) => layerOf(name)!),
    layer: chosen === null ? null : layerOf(chosen.layer.name),
    layerReason: chosen?.reason ?? 'no tensor of this network lies on a grid that everything passes through',
    gaps: gradientGaps(model, logits, input, surroundings),
    gapsAfter: ({ name }) => gradientGaps(model, logits, name, surroundings),
    rectifiers: countRectifiers(graphOf(model).node, ruleViews(model, surroundings, new Set(), [])),
    attention,
    head: head === null || headLayer === null ? null : { layer: headLayer, weights: head.weights },
    multiplications: total,
    multiplicationsAfter: ({ name }) => sumOf(nodesAfter(model, name), facts),
  }
}

function layerReader(found: readonly LaidOut[], facts: TensorFacts): (name: string) => SpatialLayer | null {
  return (name) => {
    const layout = found.find((one) => one.name === name)?.layout
    if (layout === undefined || layout.kind === 'tokens-last') return null
    const { dims } = facts.get(name)!
    const { kind, rows, columns, prefix } = layout
    return { name, layout: kind, rows, columns, prefix, channels: kind === 'channels-first' ? dims[1]! : dims.at(-1)! }
  }
}

/** Nodes that read, directly or not, what a tensor holds. */
function nodesAfter(model: OnnxModel, tensor: string): readonly OnnxNode[] {
  const graph = graphOf(model)
  const after = dependents(graph, [tensor])
  return graph.node.filter(({ output }) => output.some((name) => after.has(name)))
}

function sumOf(nodes: readonly OnnxNode[], facts: TensorFacts): number {
  return nodes.reduce((sum, node) => sum + multiplicationsOf(node, facts), 0)
}

function countRectifiers(nodes: readonly OnnxNode[], view: (node: OnnxNode) => RuleView): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const node of nodes) if (isRectifier(view(node))) counts[node.opType] = (counts[node.opType] ?? 0) + 1
  return counts
}
