import type { MethodFailure, ModelFailure } from '../measuring/failures.ts'

/** What is kept of one picture: plain JSON, the same whichever process measured it. */
export interface FidelityRecord {
  readonly sample: string
  readonly models: readonly (FidelityOfModel | ModelFailure)[]
}

export interface FidelityOfModel {
  readonly model: string
  readonly target: number
  /** Whether the target is the true class, or the model's answer for the whole picture. */
  readonly why: 'truth' | 'predicted'
  /** Whether the answer is the true class; null where that is not known. */
  readonly isRight: boolean | null
  readonly maps: readonly (CurvesOfMap | MethodFailure)[]
}

/** Both orders of one map on one baseline. */
export interface CurvesOfMap {
  readonly method: string
  readonly sign: Sign
  readonly baseline: string
  /** Most important pixels hidden first. */
  readonly most: Curve
  /** Least important pixels hidden first. */
  readonly least: Curve
}

/** Whether the map was taken as it is or by size; a random map by the number of its seed. */
export type Sign = 'signed' | 'absolute' | `seed ${number}`

export interface Curve {
  /** Share of the frame that is hidden, from 0 to 1. */
  readonly share: readonly number[]
  /** 1 where the answer is still the target. */
  readonly right: readonly number[]
  readonly probability: readonly number[]
}
