import type { Confusion } from '../../metrics/classification/confusion.ts'
import type { MethodFailure, ModelFailure } from '../measuring/failures.ts'

/** What is kept of one mosaic: plain JSON, the same whichever process measured it. */
export interface ReliabilityRecord {
  readonly sample: string
  /** The data set that it was made from; empty where there is one only. */
  readonly group: string
  readonly class: number
  /** Whether a photograph stands in it twice. */
  readonly repeats: boolean
  readonly models: readonly (MosaicOfModel | ModelFailure)[]
}

export interface MosaicOfModel {
  readonly model: string
  /** Name of the mosaic's class. */
  readonly label: string
  /** How many classes are more probable than the mosaic's, for the whole mosaic. */
  readonly moreProbable: number
  readonly probability: number
  readonly methods: readonly (MapOfMosaic | MethodFailure)[]
}

/** The map's relevance, added up. */
export interface MapOfMosaic {
  readonly method: string
  readonly forwards: number
  readonly cells: Confusion
}
