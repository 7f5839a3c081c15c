import type { ModelFailure } from '../measuring/failures.ts'

/** Who is compared: the selection of regions, HSIC with the published number of forwards, and HSIC with as many as the selection took. */
export const rivals = ['submodular', 'hsic', 'hsic at equal forwards'] as const
export type Rival = (typeof rivals)[number]

/** What is measured of each: by the curves of the map, all on one baseline. */
export const claimMeasures = [
  'insertion',
  'deletion',
  'highest within 25 %',
  'highest within 50 %',
  'highest within 75 %',
  'highest',
] as const
export type ClaimMeasure = (typeof claimMeasures)[number]

/** What is kept of one sample. */
export interface ClaimsRecord {
  readonly sample: string
  readonly models: readonly (ClaimsOfModel | ModelFailure)[]
}

export interface ClaimsOfModel {
  readonly model: string
  /** Whether the model predicts the true class, which is the one that is explained. */
  readonly isRight: boolean
  /** Of the true class, for the whole frame. */
  readonly probability: number
  readonly rivals: readonly (RivalRecord | RivalFailure)[]
}

export interface RivalRecord {
  readonly rival: Rival
  /** That it takes alone, without those of the curves. */
  readonly forwards: number
  /** Null where it is undefined, as the highest probability within a share where not even the first region fits. */
  readonly values: Readonly<Record<ClaimMeasure, number | null>>
}

export interface RivalFailure {
  readonly rival: Rival
  readonly code: string
  readonly reason: string
}
