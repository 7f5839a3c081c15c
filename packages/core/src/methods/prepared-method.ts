import type { Network } from '../model/network.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'
import { checkParameters } from '../parameters/check-parameters.ts'
import type { Method } from './method.ts'

/** A method with its parameters checked and defaulted, ready to run. */
export interface PreparedMethod {
  readonly name: string
  readonly version: number
  readonly access: Method<unknown>['access']
  readonly classSensitive: boolean
  /** Whether its values may be below zero, against the target. */
  readonly signed: boolean
  readonly parameters: Readonly<Record<string, unknown>>
  /** Forwards at most; `layer` is the model's default one where it is known. */
  readonly cost: (regions: number, layer?: SpatialLayer | null) => number
  /** Why it cannot run on a network, in words, or null. */
  readonly unsuited: (network: Network) => string | null
  readonly run: (context: Parameters<Method<unknown>['run']>[0]) => ReturnType<Method<unknown>['run']>
}

/** Checks and defaults the parameters of one method. Throws USAGE_PARAMETER. */
export function prepareOne<P extends object>(method: Method<P>, given: Readonly<Record<string, unknown>>): PreparedMethod {
  const parameters = checkParameters('method', method, given)
  return {
    name: method.name,
    version: method.version,
    access: method.access,
    classSensitive: method.classSensitive,
    signed: method.signed,
    parameters: Object.fromEntries(Object.entries(parameters)),
    cost: (regions, layer = null) => method.cost(parameters, regions, layer),
    unsuited: (network) => method.unsuited?.(network, parameters) ?? null,
    run: (context) => method.run(context, parameters),
  }
}
