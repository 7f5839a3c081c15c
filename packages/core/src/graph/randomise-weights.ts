import { sampleVariance } from '../math/variance.ts'
import { deriveSeed } from '../random/derive-seed.ts'
import { fillNormal } from '../random/normal-noise.ts'
import { elementTypes, graphOf, type OnnxGraph, type OnnxModel, type OnnxTensor, withGraph } from './proto.ts'
import { createFloats, dimsOf, externalDataOf, readNumbers, type Weights } from './tensor.ts'
import { constantsOf } from './walk.ts'

/** A model with the data it names. */
export interface ModelWithWeights {
  readonly model: OnnxModel
  readonly weights: Weights
}

/** Operators whose constant is a layer's weight. Biases and the statistics of batch norms stay. */
const weighted: readonly string[] = ['Conv', 'ConvTranspose', 'Gemm', 'MatMul']

/** Names of the float32 weights that layers multiply with, in the order in which the graph reads them, each once. */
export function weightNames(model: OnnxModel): readonly string[] {
  const constants = constantsOf(graphOf(model))
  const isWeight = (name: string): boolean => {
    const tensor = constants.get(name)
    return tensor !== undefined && tensor.dataType === elementTypes.float32 && dimsOf(tensor).length > 1
  }
  const names = graphOf(model)
    .node.filter(({ opType }) => weighted.includes(opType))
    .flatMap(({ input: [first = '', second = ''] }) => [first, second].filter(isWeight))
  // A weight that several layers share is that of the last of them.
  return [...new Set(names.reverse())].reverse()
}

/**
 * The model with the weights of its last `layers` layers drawn anew: from a normal distribution around 0 with the standard deviation that they
 * had, each from a stream of its own, so that a weight becomes the same however many others do. Nothing that was given changes.
 *
 * J. Adebayo et al., Sanity Checks for Saliency Maps, 2018.
 */
export function randomiseWeights({ model, weights }: ModelWithWeights, layers: number, seed: number): ModelWithWeights {
  const names = weightNames(model)
  const chosen = new Set(names.slice(names.length - layers))
  const graph = graphOf(model)
  const constants = constantsOf(graph)
  const files = new Map(weights)
  const inline = new Map<string, OnnxTensor>()
  for (const name of chosen) {
    const tensor = constants.get(name)!
    const values = drawnLike(readNumbers(tensor, weights)!, deriveSeed(seed, 'weights', name))
    const place = externalDataOf(tensor)
    if (place === null) {
      inline.set(name, createFloats(name, dimsOf(tensor), values))
      continue
    }
    if (files.get(place.location) === weights.get(place.location)) files.set(place.location, weights.get(place.location)!.slice())
    files.get(place.location)!.set(new Uint8Array(values.buffer), place.offset)
  }
  return { model: withConstants(model, graph, inline), weights: files }
}

function drawnLike(values: ArrayLike<number>, seed: number): Float32Array<ArrayBuffer> {
  const drawn = new Float32Array(values.length)
  // A single number has no deviation.
  fillNormal(seed, values.length < 2 ? Math.abs(values[0]!) : Math.sqrt(sampleVariance(values)), drawn)
  return drawn
}

function withConstants(model: OnnxModel, graph: OnnxGraph, changed: ReadonlyMap<string, OnnxTensor>): OnnxModel {
  const listed = new Set(graph.initializer.map(({ name }) => name))
  const fromNodes = [...changed.values()].filter(({ name }) => !listed.has(name))
  return withGraph(model, {
    initializer: [...graph.initializer.map((tensor) => changed.get(tensor.name) ?? tensor), ...fromNodes],
    node: graph.node.filter(({ opType, output }) => opType !== 'Constant' || !changed.has(output[0] ?? '')),
  })
}
