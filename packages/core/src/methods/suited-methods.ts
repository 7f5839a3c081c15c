import type { Network } from '../model/network.ts'
import { methods, prepareMethod } from './registry.ts'

/** Whether a method can run on a model, with its default parameters. */
export interface MethodSuitability {
  readonly name: string
  readonly access: 'scores' | 'activations' | 'gradients'
  readonly classSensitive: boolean
  /** Why it cannot run, in words; null where it can. */
  readonly reason: string | null
}

/** Every method in the order of the registry, and whether a network suits it. */
export function suitedMethods(network: Network): readonly MethodSuitability[] {
  return methods.map(({ name, access, classSensitive }) => ({
    name,
    access,
    classSensitive,
    reason: prepareMethod(name, {}).unsuited(network),
  }))
}

/** The same for a model that cannot be looked into, for that reason: methods that read scores only can still run. */
export function suitedWithout(reason: string): readonly MethodSuitability[] {
  return methods.map(({ name, access, classSensitive }) => ({
    name,
    access,
    classSensitive,
    reason: access === 'scores' ? null : reason,
  }))
}
