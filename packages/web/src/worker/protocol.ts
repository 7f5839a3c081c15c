import type { ErrorPlace, Explanation, Measurements, Preprocess, Warning } from '@telltale/core'

/** A file with its path within what was dropped or chosen, as `resnet/onnx/model.onnx`. */
export interface GivenFile {
  readonly path: string
  readonly file: File
}

/** Where a model comes from: the embedded one, or files that were dropped. */
export type ModelSource = { readonly kind: 'embedded' } | { readonly kind: 'files'; readonly files: readonly GivenFile[] }

/** What may be chosen about how things are computed. */
export type BackendChoice = 'auto' | 'wasm' | 'webgpu'

/** A call that the page makes; everything that answers it carries the same number. */
export type ToWorker = { readonly call: number } & (
  | {
      readonly type: 'open'
      readonly model: ModelSource
      readonly preprocess?: Partial<Preprocess>
      /** Which output holds one number per class, where the model leaves a choice. */
      readonly output?: string
      readonly backend: BackendChoice
    }
  | { readonly type: 'look'; readonly file: Blob; readonly name: string }
  | { readonly type: 'explain'; readonly request: ExplainRequest }
  /** Looks inside the opened model for the methods that can run on it. */
  | { readonly type: 'suit' }
  /** Tries what this browser offers. */
  | { readonly type: 'examine' }
  /** Times the kernels. */
  | { readonly type: 'bench' }
  /** Stops the call of that number after its current batch. */
  | { readonly type: 'cancel'; readonly stop: number }
)

/** One explanation of the picture that was looked at last. */
export interface ExplainRequest {
  readonly method: string
  /** Class index; null for the model's own answer. */
  readonly target: number | null
  readonly against?: number
}

export type FromWorker = { readonly call: number } & (
  | { readonly type: 'loading'; readonly loading: Loading }
  | { readonly type: 'ready'; readonly model: ModelCard }
  | { readonly type: 'looked'; readonly looked: Looked }
  | { readonly type: 'progress'; readonly progress: WorkProgress }
  | { readonly type: 'partial'; readonly partial: PartialOrder }
  | { readonly type: 'done'; readonly document: Explanation }
  | { readonly type: 'suited'; readonly methods: readonly SuitedMethod[] }
  | { readonly type: 'examined'; readonly findings: readonly Finding[] }
  /** 0..1 of everything that is to be measured. */
  | { readonly type: 'measuring'; readonly what: string; readonly share: number }
  | { readonly type: 'measured'; readonly measurements: Measurements }
  | { readonly type: 'failed'; readonly failure: Failure }
)

/** What is fetched before a model can be opened. `total` is null where the server does not tell. */
export interface Loading {
  readonly bytes: number
  readonly total: number | null
}

/** One thing that was tried in this browser. */
export interface Finding {
  readonly part: 'kernels' | 'inference' | 'pictures' | 'page'
  readonly name: string
  readonly works: boolean
  /** What was measured, or why it does not work and what mends it. */
  readonly detail: string
}

/** What the page shows of an opened model. */
export interface ModelCard {
  readonly name: string
  readonly bytes: number
  readonly classes: number
  readonly labels: readonly string[]
  readonly preprocess: Preprocess
  readonly preprocessFrom: string
  /** Name of the output that is read. */
  readonly output: string
  readonly layers: number
  readonly link: string
  readonly warnings: readonly Warning[]
  readonly backend: BackendReport
  readonly forwardMilliseconds: number
}

/** A method, and why it cannot run on the opened model, or null. */
export interface SuitedMethod {
  readonly name: string
  readonly reason: string | null
}

/** What computes, and why that and nothing else. */
export interface BackendReport {
  readonly name: 'wasm' | 'webgpu'
  readonly threads: number
  readonly why: string
}

/** A picture that was decoded and shown to the model once. */
export interface Looked {
  readonly name: string
  readonly width: number
  readonly height: number
  /** Hexadecimal, of the file. */
  readonly sha256: string
  readonly warnings: readonly Warning[]
  /** What the model sees of it, in pixels of the picture. */
  readonly frame: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly top: readonly { readonly class: number; readonly label: string; readonly probability: number }[]
  /** From the time that one batch took. */
  readonly expectedSeconds: number
}

export interface WorkProgress {
  readonly stage: string
  readonly forwards: number
  readonly expected: number
  readonly millisecondsLeft: number | null
}

/** A search's order so far, on the regions of the frame. */
export interface PartialOrder {
  readonly order: readonly number[]
  readonly regions: { readonly count: number; readonly width: number; readonly height: number; readonly runs: readonly number[] }
}

/** A coded error as plain data. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly fix: string
  readonly where: ErrorPlace
}
