import { cut } from '../graph/cut.ts'
import { headOf } from '../graph/head.ts'
import { graphOf, type OnnxModel } from '../graph/proto.ts'
import { declareValue, shapeOf } from '../graph/value.ts'
import type { Network } from '../model/network.ts'

/** A network in two parts, in front of a layer and behind it. */
export interface ActivationGraph {
  /** From the picture to the boundary, for the network's batch. */
  readonly front: OnnxModel
  /** From the boundary to the logits. */
  readonly head: OnnxModel
  /** The layer, then what the head reads beside it. */
  readonly boundary: readonly string[]
  /** Whether the head takes any number of rows; otherwise the network's batch. */
  readonly isFree: boolean
}

/** Cuts the network at a layer. */
export function activationGraph({ model, facts, batch }: Network, layer: string): ActivationGraph {
  const rows = shapeOf(graphOf(model).input[0]!)?.[0]
  const head = headOf(model, { layer, output: 'logits', facts, batch, isFree: typeof rows !== 'number' })
  const boundary = [layer, ...head.skips]
  const declare = (name: string) => declareValue(name, facts.get(name)!.dims)
  const front = cut(model, { from: [declare('input')], to: boundary.map(declare) })
  return { front, head: head.model, boundary, isFree: head.isFree }
}
