import type { OpenOptions } from '../flags/model-flags.ts'

/** All that a worker of a study has to be told once, as plain data. */
export interface StudySettings {
  readonly study: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** Absolute paths of models; null for the built-in one. */
  readonly models: readonly (string | null)[]
  /** How each model is opened. */
  readonly open: OpenOptions
  /** An absolute path. */
  readonly dataset: string
  /** Names of the data set's classes, where they are not those of the first model. */
  readonly classes: readonly string[] | null
  readonly limit: number | null
  readonly perClass: number | null
  readonly seed: number
  /** Bound on buffers in MiB. */
  readonly memory: number
}

/** One sample to measure. */
export interface StudyJob {
  /** The sample's id. */
  readonly id: string
  readonly name: string
}

/** What a worker says of itself once models and data set are open. */
export interface StudyFacts {
  readonly models: readonly ModelFacts[]
  /** Kernels, runtime and device. */
  readonly backend: string
  readonly dataset: string
  /** Ids of the samples to measure, in their order. */
  readonly samples: readonly string[]
  /** What of the data set cannot be used, and why. */
  readonly skipped: readonly { readonly id: string; readonly code: string; readonly reason: string }[]
  /** Samples that could have been chosen. */
  readonly available: number
  /** Milliseconds that forwards of one sample are expected to take, on all models. */
  readonly millisecondsPerSample: number
  readonly forwardsPerSample: number
  /** Bytes that the process takes with everything open. */
  readonly memory: number
}

export interface ModelFacts {
  readonly name: string
  readonly sha256: string
  readonly classes: number
  readonly preprocess: unknown
  readonly output: string
  readonly link: string
  readonly threads: number
  readonly attached: unknown
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
}
