import type { NoMap } from './measure-methods.ts'

/** Why a model has nothing to say of a sample, as its record keeps it. */
export interface ModelFailure extends NoMap {
  readonly model: string
}

/** Why there is no map of a method for a sample, as its record keeps it. */
export interface MethodFailure extends NoMap {
  readonly method: string
}
