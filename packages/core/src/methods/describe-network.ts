import { TelltaleError } from '../errors.ts'
import { graphOf } from '../graph/proto.ts'
import type { Classifier } from '../model/classifier.ts'
import type { Network } from '../model/network.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'
import { type MethodSuitability, suitedMethods, suitedWithout } from './suited-methods.ts'

/** What a network is made of and which methods can run on it, as plain data. */
export interface NetworkDescription {
  /** Operators of the canonical model with their number, the most frequent first. */
  readonly operators: Readonly<Record<string, number>>
  /** Multiplications of one forward, in millions. */
  readonly megaMultiplications: number
  /** Layers that methods may read, first to last. */
  readonly layers: readonly SpatialLayer[]
  /** The one they read unless told, and why that one. */
  readonly layer: SpatialLayer | null
  readonly layerReason: string
  /** What has no derivative, in words; empty where the picture's gradient can be had. */
  readonly gaps: readonly string[]
  /** Softmaxes of every token over every token. */
  readonly attentions: number
  readonly methods: readonly MethodSuitability[]
}

/** Looks inside an opened model without running it. */
export async function describeNetwork(model: Classifier): Promise<NetworkDescription> {
  const network = await openOrReason(model)
  if (typeof network === 'string') {
    return {
      operators: {},
      megaMultiplications: 0,
      layers: [],
      layer: null,
      layerReason: network,
      gaps: [network],
      attentions: 0,
      methods: suitedWithout(network),
    }
  }
  return {
    operators: countOperators(network),
    megaMultiplications: Math.round(network.multiplications / 1e6),
    layers: network.layers,
    layer: network.layer,
    layerReason: network.layerReason,
    gaps: network.gaps,
    attentions: network.attention.length,
    methods: suitedMethods(network),
  }
}

/** The inside of the model, or why it stays closed. */
async function openOrReason(model: Classifier): Promise<Network | string> {
  try {
    return await model.network()
  } catch (error) {
    if (error instanceof TelltaleError && error.code.startsWith('GRADIENT_')) return error.message.replace(/\.$/, '')
    throw error
  }
}

function countOperators({ model }: Network): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { opType } of graphOf(model).node) counts.set(opType, (counts.get(opType) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)))
}
