import type { Explanation } from '@telltale/core'
import type { ExplainSettings } from '../explaining/settings.ts'
import type { OpenOptions } from '../flags/model-flags.ts'
import type { PlainError } from './plain-error.ts'
import type { DocumentRow } from './rows.ts'
import type { StorePlace } from './store-place.ts'

/** One picture to explain, as plain data: it crosses process borders, and may cross those of machines. */
export interface Job {
  /** Equal ids are one and the same work: the content's hash, and what is said to be the true class. */
  readonly id: string
  /** An absolute path, or an http(s) address. */
  readonly picture: string
  /** What people call it. */
  readonly name: string
  /** Hexadecimal SHA-256 that the bytes must have. */
  readonly sha256: string
  /** The class that the picture really shows, where someone said so. */
  readonly truth: number | string | null
  /** Hash of the run's configuration: a worker that was opened with other settings must not take the job. */
  readonly configuration: string
}

/** What came of a picture: a row for each document, all of which are in the store. */
export interface PictureRecord {
  /** The picture's folder in the store. */
  readonly folder: string
  readonly documents: readonly DocumentRow[]
  /** Everything that was put there, documents last. */
  readonly files: readonly string[]
}

/** All that a worker has to be told once, as plain data. */
export interface WorkerSettings {
  readonly explain: Pick<ExplainSettings, 'options' | 'targets' | 'save' | 'theme'>
  /** An absolute path; null for the built-in model. */
  readonly modelPath: string | null
  /** How the model is opened. */
  readonly model: OpenOptions
  readonly store: StorePlace
  /** The folder where the user stands. */
  readonly standing: string
  /** Whether the documents themselves are wanted with each result, besides what the store keeps. */
  readonly sendsDocuments: boolean
}

/** What a worker says of a picture that it has explained. */
export interface ExplainedJob {
  readonly record: PictureRecord
  /** Empty unless they are wanted. */
  readonly documents: readonly Explanation[]
}

/** What a worker says of itself once its model is open. */
export interface WorkerFacts {
  readonly model: {
    readonly name: string
    readonly sha256: string
    /** One name per class. */
    readonly labels: readonly string[]
    readonly preprocess: unknown
    readonly output: string
    readonly link: string
    readonly features: string | null
    readonly attached: unknown
  }
  /** Kernels, runtime and device, as documents name them. */
  readonly backend: string
  readonly threads: number
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
  readonly forwardMilliseconds: number
  /** Forwards that one picture is expected to take at most; null where that depends on the picture. */
  readonly expectedForwards: number | null
  /** Bytes that the process takes with its model open, and what batches of masks add. */
  readonly memory: { readonly open: number; readonly evaluator: number }
}

/** Messages to a worker process. */
export type ToWorker<S, J> =
  | { readonly kind: 'open'; readonly settings: S }
  /** At most two at a time: the second is made ready while the first is under way. */
  | { readonly kind: 'job'; readonly job: J }
  /** Finish what is under way, give back the other one, and leave. */
  | { readonly kind: 'leave' }

/** Messages from a worker process. */
export type FromWorker<F, R> =
  | { readonly kind: 'ready'; readonly facts: F }
  /** The model could not be opened, or the settings cannot work. */
  | { readonly kind: 'refused'; readonly error: PlainError }
  /** From now on the job's time counts. */
  | { readonly kind: 'started'; readonly id: string }
  /** Forwards since the last such message. */
  | { readonly kind: 'forwards'; readonly count: number }
  | { readonly kind: 'done'; readonly id: string; readonly result: R; readonly memory: number }
  | { readonly kind: 'failed'; readonly id: string; readonly error: PlainError }
