import { create } from '@bufbuild/protobuf'
import * as fc from 'fast-check'
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  FunctionProtoSchema,
  GraphProtoSchema,
  NodeProtoSchema,
  OperatorSetIdProtoSchema,
  SparseTensorProtoSchema,
  TensorProto_DataLocation,
  TensorProtoSchema,
} from 'onnx-buf'
import { createNode } from '../../src/graph/node.ts'
import { decodeModel, encodeModel, graphOf, type OnnxGraph, type OnnxModel } from '../../src/graph/proto.ts'
import { declareValue } from '../../src/graph/value.ts'

/** A change to a model that protobuf accepts and ONNX may not. `pick(n)` chooses one of n. */
type Forgery = (model: OnnxModel, pick: (count: number) => number) => void

const forgedSizes = [-1n, 0n, 1n, 7n, 4096n, 2n ** 31n, 2n ** 40n, 2n ** 62n, -(2n ** 63n)]
const forgedNumbers = [-1n, 0n, 1n, 2n, 3n, 100n, 2n ** 31n, 2n ** 62n, -(2n ** 63n)]
const operators = [
  ...[
    'Add',
    'Concat',
    'Conv',
    'Reshape',
    'MaxPool',
    'Softmax',
    'Resize',
    'Pad',
    'Slice',
    'Expand',
    'Tile',
    'Loop',
    'If',
    'Range',
  ],
  ...['Split', 'Cast', 'Gather', 'TopK', 'NonZero', 'Einsum', 'Identity', 'Relu', 'MatMul', 'ReduceMean', 'ConstantOfShape'],
  ...['Transpose', 'Squeeze', 'Unsqueeze', 'BatchNormalization', 'LayerNormalization', 'ConvTranspose', 'Shape', 'Upsample'],
]

/** Every name that stands anywhere in the graph, and some that do not. */
function namesOf(graph: OnnxGraph): readonly string[] {
  const own = [...graph.input, ...graph.output, ...graph.initializer].map(({ name }) => name)
  return [...own, ...graph.node.flatMap(({ input, output }) => [...input, ...output]), '', 'nothing', '__proto__', 'constructor']
}

const forgeries: Readonly<Record<string, Forgery>> = {
  'a size of a constant': (model, pick) => {
    const tensor = graphOf(model).initializer[pick(graphOf(model).initializer.length)]
    if (tensor) tensor.dims[pick(tensor.dims.length + 1)] = forgedSizes[pick(forgedSizes.length)]!
  },
  'sizes of a constant and no data': (model, pick) => {
    const tensor = graphOf(model).initializer[pick(graphOf(model).initializer.length)]
    if (tensor)
      Object.assign(tensor, { dims: tensor.dims.map(() => forgedSizes[pick(forgedSizes.length)]!), rawData: new Uint8Array(0) })
  },
  'the type of a constant': (model, pick) => {
    const tensor = graphOf(model).initializer[pick(graphOf(model).initializer.length)]
    if (tensor) tensor.dataType = pick(30)
  },
  'a constant that is elsewhere': (model, pick) => {
    const tensor = graphOf(model).initializer[pick(graphOf(model).initializer.length)]
    if (tensor) tensor.dataLocation = TensorProto_DataLocation.EXTERNAL
  },
  'a constant that is missing': (model, pick) => {
    const { initializer } = graphOf(model)
    initializer.splice(pick(initializer.length), 1)
  },
  'a constant twice': (model, pick) => {
    const { initializer } = graphOf(model)
    initializer.push(...initializer.slice(pick(initializer.length)).slice(0, 1))
  },
  'a sparse constant': (model, pick) => {
    const graph = graphOf(model)
    const [values] = graph.initializer.splice(pick(graph.initializer.length), 1)
    if (values) graph.sparseInitializer.push(create(SparseTensorProtoSchema, { values, dims: [forgedSizes[pick(9)]!, 3n] }))
  },
  'a size of the input': (model, pick) => {
    const value = graphOf(model).input[0]?.type?.value
    const dim = value?.case === 'tensorType' ? value.value.shape?.dim[pick(5)] : undefined
    if (dim) dim.value = { case: 'dimValue', value: forgedSizes[pick(forgedSizes.length)]! }
  },
  'the type of the input': (model, pick) => {
    const value = graphOf(model).input[0]?.type?.value
    if (value?.case === 'tensorType') value.value.elemType = pick(30)
  },
  'a shape that lies': (model, pick) => {
    const graph = graphOf(model)
    const name = namesOf(graph)[pick(namesOf(graph).length)]!
    const shape = Array.from({ length: pick(6) }, () => Number(forgedSizes[pick(7)]))
    const value = declareValue(name, shape, pick(16))
    if (pick(2) === 0) graph.valueInfo.push(value)
    else graph.output.splice(pick(graph.output.length), 1, value)
  },
  'a further input': (model, pick) => {
    graphOf(model).input.push(declareValue(namesOf(graphOf(model))[pick(namesOf(graphOf(model)).length)]!, [1, pick(9)]))
  },
  'an output that is something else': (model, pick) => {
    const graph = graphOf(model)
    graph.output[pick(graph.output.length)]!.name = namesOf(graph)[pick(namesOf(graph).length)]!
  },
  'what a node reads': (model, pick) => {
    const node = graphOf(model).node[pick(graphOf(model).node.length)]
    if (node) node.input[pick(node.input.length + 2)] = namesOf(graphOf(model))[pick(namesOf(graphOf(model)).length)]!
    if (node) node.input = Array.from(node.input, (name) => name ?? '')
  },
  'a node that reads less': (model, pick) => {
    const node = graphOf(model).node[pick(graphOf(model).node.length)]
    if (node) node.input.length = pick(node.input.length + 1)
  },
  'what a node makes': (model, pick) => {
    const node = graphOf(model).node[pick(graphOf(model).node.length)]
    if (node) node.output[0] = namesOf(graphOf(model))[pick(namesOf(graphOf(model)).length)]!
  },
  'a node that makes nothing': (model, pick) => {
    const node = graphOf(model).node[pick(graphOf(model).node.length)]
    if (node) node.output.length = 0
  },
  'a node elsewhere': (model, pick) => {
    const { node } = graphOf(model)
    const [moved] = node.splice(pick(node.length), 1)
    if (moved) node.splice(pick(node.length + 1), 0, moved)
  },
  'a node twice': (model, pick) => {
    const { node } = graphOf(model)
    node.push(...node.slice(pick(node.length)).slice(0, 1))
  },
  'a node that is missing': (model, pick) => {
    const { node } = graphOf(model)
    node.splice(pick(node.length), 1)
  },
  'another operator': (model, pick) => {
    const node = graphOf(model).node[pick(graphOf(model).node.length)]
    if (node) node.opType = operators[pick(operators.length)]!
  },
  'another domain': (model, pick) => {
    const node = graphOf(model).node[pick(graphOf(model).node.length)]
    if (node) node.domain = ['com.microsoft', 'ai.onnx', 'ai.onnx.ml', 'elsewhere'][pick(4)]!
  },
  'a node between two others': (model, pick) => {
    const { node } = graphOf(model)
    const later = node[pick(node.length)]
    const [read] = later?.input ?? []
    if (!later || read === undefined) return
    node.push(createNode(operators[pick(operators.length)]!, Array<string>(1 + pick(3)).fill(read), ['between']))
    later.input[0] = 'between'
  },
  'a number of an attribute': (model, pick) => {
    const attributes = graphOf(model).node.flatMap(({ attribute }) => attribute)
    const attribute = attributes[pick(attributes.length)]
    if (!attribute) return
    attribute.i = forgedNumbers[pick(forgedNumbers.length)]!
    attribute.ints = attribute.ints.map(() => forgedNumbers[pick(forgedNumbers.length)]!)
    attribute.f = [Number.NaN, Number.POSITIVE_INFINITY, -1, 0][pick(4)]!
  },
  'as many numbers of an attribute': (model, pick) => {
    const attributes = graphOf(model)
      .node.flatMap(({ attribute }) => attribute)
      .filter(({ ints }) => ints.length > 0)
    const attribute = attributes[pick(attributes.length)]
    if (attribute) attribute.ints = Array.from({ length: pick(9) }, () => BigInt(pick(4)))
  },
  'the type of an attribute': (model, pick) => {
    const attributes = graphOf(model).node.flatMap(({ attribute }) => attribute)
    const attribute = attributes[pick(attributes.length)]
    if (attribute) attribute.type = pick(15) as AttributeProto_AttributeType
  },
  'an attribute of that name': (model, pick) => {
    const node = graphOf(model).node[pick(graphOf(model).node.length)]
    const name = ['axis', 'axes', 'perm', 'pads', 'strides', 'dilations', 'group', 'kernel_shape', 'to', 'auto_pad'][pick(10)]!
    const ints = Array.from({ length: pick(5) }, () => forgedNumbers[pick(forgedNumbers.length)]!)
    const type = ints.length > 0 ? AttributeProto_AttributeType.INTS : AttributeProto_AttributeType.INT
    node?.attribute.push(create(AttributeProtoSchema, { name, type, ints, i: forgedNumbers[pick(forgedNumbers.length)]! }))
  },
  'an operator set': (model, pick) => {
    const version = [0n, 1n, 7n, 10n, 12n, 13n, 18n, 21n, 26n, 27n, 2n ** 40n, -1n][pick(12)]!
    model.opsetImport = [create(OperatorSetIdProtoSchema, { domain: pick(3) === 0 ? 'com.microsoft' : '', version })]
  },
  'two operator sets': (model, pick) => {
    model.opsetImport.push(create(OperatorSetIdProtoSchema, { domain: '', version: BigInt(pick(30)) }))
  },
  'a version of the file': (model, pick) => {
    model.irVersion = [0n, 1n, 3n, 4n, 10n, 100n, -1n][pick(7)]!
  },
  'a node with a graph inside': (model, pick) => {
    const graph = graphOf(model)
    const node = graph.node[pick(graph.node.length)]
    const copy = graphOf(decodeModel(encodeModel(model)))
    const inner = create(GraphProtoSchema, { node: copy.node.slice(pick(graph.node.length)), output: copy.output })
    node?.attribute.push(create(AttributeProtoSchema, { name: 'body', type: AttributeProto_AttributeType.GRAPH, g: inner }))
  },
  'a function of the name of an operator': (model, pick) => {
    const { opType, domain, input, output } = graphOf(model).node[pick(graphOf(model).node.length)]!
    const body = [create(NodeProtoSchema, { opType, domain, input, output: pick(2) === 0 ? output : [] })]
    model.functions.push(create(FunctionProtoSchema, { name: opType, domain, input, output, node: body }))
  },
  'a constant made by a node': (model, pick) => {
    const graph = graphOf(model)
    const [value] = graph.initializer.splice(pick(graph.initializer.length), 1)
    if (!value) return
    const t = pick(2) === 0 ? value : create(TensorProtoSchema, { dataType: pick(20), dims: [forgedSizes[pick(9)]!] })
    const attribute = [create(AttributeProtoSchema, { name: 'value', type: AttributeProto_AttributeType.TENSOR, t })]
    graph.node.unshift(create(NodeProtoSchema, { opType: 'Constant', output: [value.name], attribute }))
  },
}

/** Which forgeries, and by which choices. */
interface Plan {
  readonly what: string
  readonly choices: readonly number[]
}

/** One to three forgeries of a model, one after another. */
export const plans: fc.Arbitrary<readonly Plan[]> = fc.array(
  fc.record({
    what: fc.constantFrom(...Object.keys(forgeries)),
    choices: fc.array(fc.nat(1000), { minLength: 12, maxLength: 12 }),
  }),
  { minLength: 1, maxLength: 3 },
)

/** The bytes of a model after all that was done to it. */
export function forged(bytes: Uint8Array, all: readonly Plan[]): Uint8Array {
  const model = decodeModel(bytes)
  for (const { what, choices } of all) {
    let next = 0
    forgeries[what]!(model, (count) => (count === 0 ? 0 : choices[next++ % choices.length]! % count))
  }
  return encodeModel(model)
}
