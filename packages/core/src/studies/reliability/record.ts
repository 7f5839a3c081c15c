import type { Confusion } from '../../metrics/classification/confusion.ts'

/** What is kept of one mosaic: plain JSON, the same whichever process measured it. */
export interface ReliabilityRecord {
  readonly sample: string
  /** The data set that it was made from; empty where there is one only. */
  readonly group: string
  readonly class: number
  /** Whether a photograph stands in it twice. */
  readonly repeats: boolean
  readonly models: readonly (MosaicOfModel | FailureOfModel)[]
}

export interface MosaicOfModel {
  readonly model: string
  /** Name of the mosaic's class. */
  readonly label: string
  /** How many classes are more probable than the mosaic's, for the whole mosaic. */
  readonly moreProbable: number
  readonly probability: number
  readonly methods: readonly (MapOfMosaic | FailureOfMethod)[]
}

/** The map's relevance, added up. */
export interface MapOfMosaic {
  readonly method: string
  readonly forwards: number
  readonly cells: Confusion
}

export interface FailureOfMethod {
  readonly method: string
  readonly code: string
  readonly reason: string
}

export interface FailureOfModel {
  readonly model: string
  readonly code: string
  readonly reason: string
}
