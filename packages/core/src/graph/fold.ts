import { broadcastDims, multiplyBroadcast, product } from './broadcast.ts'
import { integerAttribute } from './node.ts'
import { elementTypes, graphOf, type OnnxModel, type OnnxNode, type OnnxTensor, withGraph } from './proto.ts'
import { createFloats, dimsOf, readNumbers, type Weights } from './tensor.ts'
import { constantsOf, everyGraph } from './walk.ts'

/**
 * Computes Cast to float32, Mul and DequantizeLinear of constants now, so that convolutions see plain float32 weights: integer weights
 * behind DequantizeLinear run at half the speed, and derived graphs need literal weights. The numbers are those the runtime would compute.
 *
 * Models whose activations are quantised as well (any QuantizeLinear) keep their DequantizeLinear: the runtime fuses those pairs.
 */
export function foldConstants(model: OnnxModel, weights: Weights = new Map()): OnnxModel {
  const graph = graphOf(model)
  const quantised = graph.node.some(({ opType }) => opType === 'QuantizeLinear')
  const constants = new Map(constantsOf(graph))
  const folded: OnnxTensor[] = []
  const nodes = graph.node.filter((node) => {
    if (quantised && node.opType === 'DequantizeLinear') return true
    const result = foldNode(node, constants, weights)
    if (result === null) return true
    constants.set(result.name, result)
    folded.push(result)
    return false
  })
  if (folded.length === 0) return model

  const next = withGraph(model, { node: nodes, initializer: [...graph.initializer, ...folded] })
  const used = namesRead(next)
  return withGraph(next, { initializer: graphOf(next).initializer.filter(({ name }) => used.has(name)) })
}

function foldNode(node: OnnxNode, constants: ReadonlyMap<string, OnnxTensor>, weights: Weights): OnnxTensor | null {
  if (node.domain !== '' && node.domain !== 'ai.onnx') return null
  const fold = folds[node.opType]
  if (fold === undefined) return null
  const inputs = node.input.map((name) => constants.get(name))
  if (inputs.some((tensor) => tensor === undefined)) return null
  return fold(node, inputs as OnnxTensor[], weights)
}

type Fold = (node: OnnxNode, inputs: readonly OnnxTensor[], weights: Weights) => OnnxTensor | null

const folds: Readonly<Record<string, Fold>> = { Cast: foldCast, Mul: foldMul, DequantizeLinear: foldDequantize }

function foldCast(node: OnnxNode, [tensor]: readonly OnnxTensor[], weights: Weights): OnnxTensor | null {
  if (tensor === undefined || integerAttribute(node, 'to', 0) !== elementTypes.float32) return null
  const values = readNumbers(tensor, weights)
  return values && createFloats(node.output[0]!, dimsOf(tensor), values)
}

/** Float32 products only: a product of two float32 is exact in float64, so rounding it once gives the runtime's own result. */
function foldMul(node: OnnxNode, [left, right]: readonly OnnxTensor[], weights: Weights): OnnxTensor | null {
  if (left?.dataType !== elementTypes.float32 || right?.dataType !== elementTypes.float32) return null
  const a = readNumbers(left, weights)
  const b = readNumbers(right, weights)
  const dims = broadcastDims(dimsOf(left), dimsOf(right))
  if (a === null || b === null || dims === null) return null
  // A product that outgrows both factors is left to the runtime: a small file must not ask for a large allocation.
  if (product(dims) > Math.max(a.length, b.length)) return null
  const values = multiplyBroadcast({ dims: dimsOf(left), values: a }, { dims: dimsOf(right), values: b }, dims)
  return createFloats(node.output[0]!, dims, values)
}

function foldDequantize(node: OnnxNode, [tensor, scale, zero]: readonly OnnxTensor[], weights: Weights): OnnxTensor | null {
  if (tensor === undefined || scale?.dataType !== elementTypes.float32 || integerAttribute(node, 'block_size', 0) !== 0)
    return null
  const numbers = readNumbers(tensor, weights)
  const scales = readNumbers(scale, weights)
  const zeros = zero === undefined ? null : readNumbers(zero, weights)
  if (numbers === null || scales === null || (zero !== undefined && zeros === null)) return null

  const dims = dimsOf(tensor)
  const axis = integerAttribute(node, 'axis', 1)
  const channelAxis = axis < 0 ? axis + dims.length : axis
  const channels = scales.length === 1 ? 1 : (dims[channelAxis] ?? 0)
  if (scales.length !== channels || (zeros !== null && zeros.length !== channels)) return null
  const run = channels === 1 ? numbers.length : product(dims.slice(channelAxis + 1))
  const values = new Float32Array(numbers.length)
  for (let from = 0; from < values.length; from += run) {
    const channel = (from / run) % channels
    const shift = zeros?.[channel] ?? 0
    const factor = scales[channel]!
    for (let i = from; i < from + run; i++) values[i] = (numbers[i]! - shift) * factor
  }
  return createFloats(node.output[0]!, dims, values)
}

function namesRead(model: OnnxModel): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { node, output } of everyGraph(graphOf(model))) {
    for (const value of output) names.add(value.name)
    for (const { input } of node) for (const name of input) names.add(name)
  }
  return names
}
