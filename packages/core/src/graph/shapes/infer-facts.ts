import type { TensorFact, TensorFacts } from '../facts.ts'
import { graphOf, type OnnxModel, type OnnxNode, type OnnxValue, opsetOf } from '../proto.ts'
import type { Weights } from '../tensor.ts'
import { elementTypeOf, shapeOf } from '../value.ts'
import { constantFact } from './constant-fact.ts'
import { inferences } from './inferences.ts'
import { leastInputs } from './least-inputs.ts'

/** Numbers kept of all tensors together, ten times what Swin's index programs have: memory and time stay bounded on any file. */
const mostKept = 4_000_000
/** More axes than any runtime takes. */
const mostAxes = 32

/** What a walk over the nodes tells, and the tensors of which it tells nothing, in the order of the graph. */
export interface InferredFacts {
  readonly facts: TensorFacts
  readonly unknown: readonly string[]
}

/**
 * Shape and element type of every tensor, and the numbers of small constants and of what shape programs compute from them, by a walk over the
 * nodes in their order. Shapes that the file declares for inner tensors and outputs are not believed. `inputs` are the sizes of the graph's
 * inputs, the batch's included; one that is left out must have fixed sizes in the file. `known` are facts found otherwise, as by a run.
 *
 * Throws RangeError for an input of which no sizes are known.
 */
export function inferFacts(
  model: OnnxModel,
  inputs: ReadonlyMap<string, readonly number[]>,
  weights: Weights,
  known: TensorFacts = new Map(),
): InferredFacts {
  const graph = graphOf(model)
  const opset = opsetOf(model)
  const facts = new Map<string, TensorFact>()
  const unknown: string[] = []
  for (const tensor of graph.initializer) facts.set(tensor.name, constantFact(tensor, weights))
  for (const { values, dims } of graph.sparseInitializer) {
    if (values) facts.set(values.name, { elementType: values.dataType, dims: dims.map(Number), values: null })
  }
  for (const value of graph.input) if (!facts.has(value.name)) facts.set(value.name, inputFact(value, inputs))

  let kept = 0
  for (const node of graph.node) {
    const outputs = inferNode(node, opset, facts, weights)
    node.output.forEach((name, index) => {
      if (name === '') return
      const fact = outputs?.[index] ?? known.get(name)
      if (fact === undefined) unknown.push(name)
      else facts.set(name, kept < mostKept ? fact : { ...fact, values: null })
      kept += fact?.values?.length ?? 0
    })
  }
  return { facts, unknown }
}

function inferNode(node: OnnxNode, opset: number, facts: TensorFacts, weights: Weights): readonly (TensorFact | null)[] | null {
  const isOwn = node.domain === '' || node.domain === 'ai.onnx'
  const operator = isOwn ? node.opType : `${node.domain}::${node.opType}`
  const infer = inferences[operator]
  if (infer === undefined || node.input.some((name) => name !== '' && !facts.has(name))) return null
  const inputs = node.input.map((name) => facts.get(name))
  const given = inputs.indexOf(undefined)
  if ((given < 0 ? inputs.length : given) < leastInputs(operator)) return null
  return infer({ node, opset, weights, inputs })?.map((fact) => (isShape(fact.dims) ? fact : null)) ?? null
}

function isShape(dims: readonly number[]): boolean {
  return dims.length <= mostAxes && dims.every((size) => Number.isInteger(size) && size >= 0)
}

function inputFact(value: OnnxValue, inputs: ReadonlyMap<string, readonly number[]>): TensorFact {
  const dims = inputs.get(value.name) ?? shapeOf(value)
  if (dims === null || !dims.every((size) => typeof size === 'number')) {
    throw new RangeError(`The sizes of the input "${value.name}" are not known.`)
  }
  return { elementType: elementTypeOf(value), dims, values: null }
}
