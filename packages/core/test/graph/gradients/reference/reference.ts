import { attributeOf } from '../../../../src/graph/node.ts'
import type { OnnxNode } from '../../../../src/graph/proto.ts'
import { activationReferences } from './activation.ts'
import { convolutionReferences } from './convolution.ts'
import { elementwiseReferences } from './elementwise.ts'
import { functionReferences } from './functions.ts'
import { indexingReferences } from './indexing.ts'
import { layoutReferences } from './layout.ts'
import { matrixReferences } from './matrix.ts'
import { normalisationReferences } from './normalisation.ts'
import { poolingReferences } from './pooling.ts'
import { reductionReferences } from './reduction.ts'
import { resizingReferences } from './resizing.ts'
import type { Tensor64 } from './tensor.ts'

/**
 * One operator in float64, by its definition and nothing else; null stands for an optional input that is absent, `outputs` is how many results
 * the node names.
 */
export type Reference = (inputs: readonly (Tensor64 | null)[], attributes: Attributes, outputs?: number) => readonly Tensor64[]

/** Attributes of a node, with the operator's default for those not given. */
export interface Attributes {
  readonly integer: (name: string, otherwise: number) => number
  readonly float: (name: string, otherwise: number) => number
  readonly text: (name: string, otherwise: string) => string
  readonly integers: (name: string) => readonly number[] | null
}

const references: Readonly<Record<string, Reference>> = {
  ...elementwiseReferences,
  ...functionReferences,
  ...activationReferences,
  ...reductionReferences,
  ...matrixReferences,
  ...convolutionReferences,
  ...poolingReferences,
  ...normalisationReferences,
  ...indexingReferences,
  ...layoutReferences,
  ...resizingReferences,
}

/** Runs nodes in order on named tensors, which grow by what the nodes make. */
export function runReference(nodes: readonly OnnxNode[], given: ReadonlyMap<string, Tensor64>): Map<string, Tensor64> {
  const tensors = new Map(given)
  for (const node of nodes) {
    const operator = node.domain === '' ? node.opType : `${node.domain}::${node.opType}`
    const reference = references[operator]
    if (reference === undefined) throw new Error(`There is no float64 reference for ${operator}.`)
    const inputs = node.input.map((name) => (name === '' ? null : tensors.get(name)!))
    const outputs = reference(inputs, attributesOf(node), node.output.length)
    node.output.forEach((name, index) => {
      if (name !== '' && outputs[index]) tensors.set(name, outputs[index])
    })
  }
  return tensors
}

function attributesOf(node: OnnxNode): Attributes {
  return {
    integer: (name, otherwise) => Number(attributeOf(node, name)?.i ?? otherwise),
    float: (name, otherwise) => attributeOf(node, name)?.f ?? otherwise,
    text: (name, otherwise) => {
      const bytes = attributeOf(node, name)?.s
      return bytes === undefined ? otherwise : new TextDecoder().decode(bytes)
    },
    integers: (name) => attributeOf(node, name)?.ints.map(Number) ?? null,
  }
}
