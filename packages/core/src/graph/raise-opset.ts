import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema, GraphProtoSchema, ModelProtoSchema, NodeProtoSchema, OperatorSetIdProtoSchema } from 'onnx-buf'
import { TelltaleError } from '../errors.ts'
import { attributeOf, createNode, integerAttribute, integersAttribute } from './node.ts'
import { graphOf, type OnnxGraph, type OnnxModel, type OnnxNode, opsetOf } from './proto.ts'
import { namesIn } from './walk.ts'

/** Oldest operator set that can be raised: before it, bounds and amounts were attributes. */
const oldest = 11
/** The version in which most of a graph may be written without a list of constants that are inputs as well. */
const irVersion = 8n

/**
 * The same model in a newer version of the operators: what changed its meaning or its form between versions 11 and 16 is written anew, everything
 * else stays. A model that is as new already is returned as it is.
 *
 * Throws GRADIENT_NO_RULE for a model older than version 11, and RangeError for a `target` above 16.
 */
export function raiseOpset(model: OnnxModel, target: number): OnnxModel {
  const opset = opsetOf(model)
  if (target > 16) throw new RangeError(`A model can be raised to operator set 16, not ${target}.`)
  if (opset >= target) return model
  if (opset < oldest) throw tooOld(opset)

  const graph = graphOf(model)
  const names = namesIn(graph)
  let made = 0
  const fresh = (): string => {
    let name: string
    do name = `raised_${made++}`
    while (names.has(name))
    return name
  }
  const constants = new Set(graph.initializer.map(({ name }) => name))
  return Object.assign(create(ModelProtoSchema), model, {
    irVersion: model.irVersion < irVersion ? irVersion : model.irVersion,
    opsetImport: model.opsetImport.map((set) =>
      set.domain === '' || set.domain === 'ai.onnx'
        ? Object.assign(create(OperatorSetIdProtoSchema), set, { version: BigInt(target) })
        : set,
    ),
    graph: Object.assign(raiseGraph(graph, { opset, target, fresh }), {
      input: graph.input.filter(({ name }) => !constants.has(name)),
    }),
  })
}

interface Raising {
  readonly opset: number
  readonly target: number
  /** A name for a tensor that is not in use. */
  readonly fresh: () => string
}

function raiseGraph(graph: OnnxGraph, raising: Raising): OnnxGraph {
  const node = graph.node.flatMap((one) => raiseNode(withInnerGraphs(one, raising), raising))
  return Object.assign(create(GraphProtoSchema), graph, { node })
}

function withInnerGraphs(node: OnnxNode, raising: Raising): OnnxNode {
  if (!node.attribute.some(({ g, graphs }) => g !== undefined || graphs.length > 0)) return node
  const attribute = node.attribute.map((entry) =>
    Object.assign(create(AttributeProtoSchema), entry, {
      ...(entry.g ? { g: raiseGraph(entry.g, raising) } : {}),
      graphs: entry.graphs.map((inner) => raiseGraph(inner, raising)),
    }),
  )
  return Object.assign(create(NodeProtoSchema), node, { attribute })
}

/** One change between two versions: what takes the place of a node. */
interface Change {
  readonly since: number
  readonly raise: (node: OnnxNode, fresh: () => string) => readonly OnnxNode[]
}

function raiseNode(node: OnnxNode, { opset, target, fresh }: Raising): readonly OnnxNode[] {
  const change = node.domain === '' || node.domain === 'ai.onnx' ? changes[node.opType] : undefined
  return change !== undefined && opset < change.since && change.since <= target ? change.raise(node, fresh) : [node]
}

const changes: Readonly<Record<string, Change>> = {
  // The ratio became an input; it says nothing outside of training.
  Dropout: { since: 12, raise: (node) => [without(node, ['ratio'])] },
  Softmax: { since: 13, raise: flattened },
  LogSoftmax: { since: 13, raise: flattened },
  Hardmax: { since: 13, raise: flattened },
  Squeeze: { since: 13, raise: (node, fresh) => attributeToInput(node, 'axes', fresh) },
  Unsqueeze: { since: 13, raise: (node, fresh) => attributeToInput(node, 'axes', fresh) },
  ReduceSum: { since: 13, raise: (node, fresh) => attributeToInput(node, 'axes', fresh) },
  Split: { since: 13, raise: (node, fresh) => attributeToInput(node, 'split', fresh) },
  // The statistics of training went; a model that only answers has no use for them.
  BatchNormalization: { since: 14, raise: (node) => [withOutputs(node, node.output.slice(0, 1))] },
  // The default moved by half a pixel.
  RoiAlign: { since: 16, raise: (node) => [withHalfPixel(node)] },
}

function attributeToInput(node: OnnxNode, name: string, fresh: () => string): readonly OnnxNode[] {
  const list = integersAttribute(node, name)
  if (list === null || list.length === 0) return [without(node, [name])]
  const constant = fresh()
  const raised = Object.assign(without(node, [name]), { input: [node.input[0]!, constant] })
  return [createNode('Constant', [], [constant], { value_ints: list }), raised]
}

/** Before version 13 these worked on a matrix: all axes before `axis` made its rows, all others its columns. */
function flattened(node: OnnxNode, fresh: () => string): readonly OnnxNode[] {
  const [input, output] = [node.input[0]!, node.output[0]!]
  const axis = integerAttribute(node, 'axis', 1)
  if (axis === -1) return [node]
  const [shape, matrix, result] = [fresh(), fresh(), fresh()]
  return [
    createNode('Shape', [input], [shape]),
    createNode('Flatten', [input], [matrix], { axis }),
    createNode(node.opType, [matrix], [result], { axis: -1 }),
    createNode('Reshape', [result, shape], [output]),
  ]
}

function withHalfPixel(node: OnnxNode): OnnxNode {
  const mode = 'coordinate_transformation_mode'
  if (attributeOf(node, mode) !== undefined) return node
  const [attribute] = createNode('', [], [], { [mode]: 'output_half_pixel' }).attribute
  return Object.assign(create(NodeProtoSchema), node, { attribute: [...node.attribute, attribute!] })
}

function without(node: OnnxNode, names: readonly string[]): OnnxNode {
  return Object.assign(create(NodeProtoSchema), node, { attribute: node.attribute.filter(({ name }) => !names.includes(name)) })
}

function withOutputs(node: OnnxNode, output: readonly string[]): OnnxNode {
  return Object.assign(create(NodeProtoSchema), node, { output: [...output] })
}

function tooOld(opset: number): TelltaleError {
  return new TelltaleError(
    'GRADIENT_NO_RULE',
    `This model uses version ${opset} of the ONNX operators; gradients need version ${oldest} or later.`,
    'Export the model again with operator set version 13 to 17, or choose a method that reads scores only.',
    { value: opset, limit: oldest },
  )
}
