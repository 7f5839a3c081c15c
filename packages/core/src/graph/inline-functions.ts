import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema, type FunctionProto, ModelProtoSchema, NodeProtoSchema } from 'onnx-buf'
import { TelltaleError } from '../errors.ts'
import { attributeOf, innerGraphs } from './node.ts'
import { graphOf, type OnnxModel, type OnnxNode, withGraph } from './proto.ts'
import { namesIn } from './walk.ts'

/** More than any network has; functions that call functions could ask for any number. */
const mostNodes = 200_000
/** Functions within functions that are followed. */
const mostLevels = 32

/**
 * The model with the operators that it defines itself replaced by what they consist of. Calls of functions with inner graphs, or written in
 * another version of the operators, stay. A model without functions is returned as it is.
 *
 * Throws MODEL_TOO_LARGE where the operators would become more than 200 000.
 */
export function inlineFunctions(model: OnnxModel, file: string): OnnxModel {
  const functions = new Map(model.functions.filter((one) => canInline(one, model)).map((one) => [keyOf(one, one.name), one]))
  if (functions.size === 0) return model

  const names = namesIn(graphOf(model))
  const calledBy = (node: OnnxNode): FunctionProto | undefined => functions.get(keyOf(node, node.opType))
  let calls = 0
  const writeOut = (node: OnnxNode): readonly OnnxNode[] => {
    const called = calledBy(node)
    if (called === undefined) return [node]
    let prefix: string
    do prefix = `${called.name}_${calls++}/`
    while (called.node.some(({ output }) => output.some((name) => names.has(prefix + name))))
    return bodyOf(called, node, prefix)
  }

  let nodes: OnnxNode[] = graphOf(model).node
  for (let level = 0; level < mostLevels && nodes.some((node) => calledBy(node) !== undefined); level++) {
    const count = nodes.reduce((sum, node) => sum + (calledBy(node)?.node.length ?? 1), 0)
    if (count > mostNodes) throw tooLarge(file, count)
    nodes = nodes.flatMap(writeOut)
  }
  const domains = new Set(model.opsetImport.map(({ domain }) => domain))
  const further = [...functions.values()]
    .flatMap((one) => one.opsetImport)
    .filter(({ domain }) => domain !== '' && !domains.has(domain))
  const added = new Map(further.map((set) => [set.domain, set]))
  return Object.assign(create(ModelProtoSchema), withGraph(model, { node: nodes }), {
    opsetImport: [...model.opsetImport, ...added.values()],
  })
}

function keyOf({ domain, overload }: { readonly domain: string; readonly overload: string }, name: string): string {
  return `${domain}::${name}::${overload}`
}

function canInline(called: FunctionProto, model: OnnxModel): boolean {
  const versionOf = (domain: string): bigint | undefined => model.opsetImport.find((set) => set.domain === domain)?.version
  const isSameVersion = called.opsetImport.every(({ domain, version }) => (versionOf(domain) ?? version) === version)
  return isSameVersion && called.node.every((node) => innerGraphs(node).length === 0)
}

/** The operators of a function, with the tensors and attributes of one call. */
function bodyOf(called: FunctionProto, call: OnnxNode, prefix: string): readonly OnnxNode[] {
  const given = new Map<string, string>()
  for (const [i, name] of called.input.entries()) given.set(name, call.input[i] ?? '')
  for (const [i, name] of called.output.entries()) given.set(name, call.output[i] || prefix + name)
  const nameHere = (name: string): string => (name === '' ? '' : (given.get(name) ?? prefix + name))
  return called.node.map((node, i) =>
    Object.assign(create(NodeProtoSchema), node, {
      name: `${prefix}${node.name || node.opType}_${i}`,
      input: node.input.map(nameHere),
      output: node.output.map(nameHere),
      attribute: node.attribute.flatMap((entry) => {
        if (entry.refAttrName === '') return [entry]
        const { refAttrName } = entry
        const value = attributeOf(call, refAttrName) ?? called.attributeProto.find(({ name }) => name === refAttrName)
        // An attribute that the call leaves out is left out inside as well.
        return value === undefined ? [] : [Object.assign(create(AttributeProtoSchema), value, { name: entry.name })]
      }),
    }),
  )
}

function tooLarge(file: string, nodes: number): TelltaleError {
  return new TelltaleError(
    'MODEL_TOO_LARGE',
    `${file} defines operators by which it would have ${nodes} of them; the limit is ${mostNodes}.`,
    'Export the model with its functions written out.',
    { file, value: nodes, limit: mostNodes },
  )
}
