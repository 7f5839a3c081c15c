import { createNode } from './node.ts'
import { elementTypes, graphOf, type OnnxModel, withGraph } from './proto.ts'
import { declareValueOfAnyShape } from './value.ts'
import { namesIn } from './walk.ts'

/** An inner tensor and the name under which it leaves the graph. */
export interface Exposed {
  readonly tensor: string
  readonly output: string
}

/**
 * The model with inner tensors as its outputs, in place of those it had. Each leaves as float32 through a Cast, whatever its own type, under a
 * fresh output name, so that the inner name stays what it was. Throws RangeError for a tensor the graph does not have.
 */
export function exposeTensors(model: OnnxModel, exposed: readonly Exposed[]): OnnxModel {
  const graph = graphOf(model)
  const names = namesIn(graph)
  for (const { tensor, output } of exposed) {
    if (!names.has(tensor)) throw new RangeError(`The model has no tensor "${tensor}".`)
    if (names.has(output)) throw new RangeError(`The model already has a tensor "${output}".`)
  }
  return withGraph(model, {
    node: [
      ...graph.node,
      ...exposed.map(({ tensor, output }) => createNode('Cast', [tensor], [output], { to: elementTypes.float32 })),
    ],
    output: exposed.map(({ output }) => declareValueOfAnyShape(output)),
  })
}
