import type { MethodFailure, ModelFailure } from '../measuring/failures.ts'

/** What is kept of one picture: plain JSON, the same whichever process measured it. */
export interface SingleDeletionRecord {
  readonly sample: string
  readonly models: readonly (DropsOfModel | ModelFailure)[]
}

export interface DropsOfModel {
  readonly model: string
  readonly target: number
  /** Whether the true class is known; otherwise the model's answer is explained. */
  readonly why: 'truth' | 'predicted'
  readonly isRight: boolean | null
  readonly drops: readonly DropsOnBaseline[]
  readonly maps: readonly (SumsOfMap | MethodFailure)[]
}

/** What hiding each cell did, once for all methods. */
export interface DropsOnBaseline {
  readonly baseline: string
  /** Logit of the target for the whole picture. */
  readonly clean: number
  /** By how much the logit falls when a cell is hidden, row by row. */
  readonly drops: readonly number[]
  /** Sums over the cells of a map that spreads each drop over its cell: what occlusion of the same cells gives, to check the arithmetic. */
  readonly spread: readonly number[]
}

/** A map summed over the cells. */
export interface SumsOfMap {
  readonly method: string
  readonly sums: readonly number[]
}
