import type { WantedTarget } from '../explain/options.ts'
import type { Explanation } from '../explanation/document.ts'
import type { Baseline } from '../image/baseline.ts'
import type { createKernels } from '../kernels/implementations.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { TruthInPicture } from '../metrics/localisation/truth-in-frame.ts'
import type { RegionSource } from '../regions/create-regions.ts'
import type { SaliencyMap } from '../regions/saliency-map.ts'

/** What is judged: a document, a map from any tool, of the size of the picture or of the frame, or a method that is run for it. */
export type Judged =
  | Explanation
  | SaliencyMap
  | { readonly method: string; readonly parameters?: Readonly<Record<string, unknown>> }

/** A metric by name, with what is not its default. */
export type WantedMetric = string | { readonly name: string; readonly parameters?: Readonly<Record<string, unknown>> }

/** How far an evaluation is. */
export interface EvaluateProgress {
  /** What is being made or measured: `map`, or the name of a metric. */
  readonly stage: string
  readonly forwards: number
  /** Forwards expected in all: an estimate from above. */
  readonly expected: number
  readonly millisecondsLeft: number | null
}

export interface EvaluateOptions {
  /** Another tool's constants by name; parameters that are given win over them. */
  readonly profile?: string
  /** Default `top1`. A document has its own. */
  readonly target?: WantedTarget
  /** The class against which the target is taken, instead of all. A document has its own. */
  readonly against?: number | string
  /** Default 49 of slico, or how to divide the frame. A document has its own. */
  readonly regions?: number | RegionSource
  /** What metrics hide with; default the document's, else the frame's mean colour. */
  readonly baseline?: Baseline
  /** For everything that is drawn at random; default the document's, else 1. */
  readonly seed?: number
  /** Where the object is, on the picture: what localisation is held against. */
  readonly truth?: TruthInPicture
  /** Whether the same is measured of a random map and of a centred blob; default yes. */
  readonly controls?: boolean
  /** Forwards for everything together; what they do not suffice for has no value, and says so. */
  readonly budget?: number
  /** Bound on the evaluators' buffers in MiB; default 256. */
  readonly memory?: number
  /** Kernel backend; default `auto`. */
  readonly backend?: Parameters<typeof createKernels>[0]
  /** Kernels to share between evaluations that run one after another; they are then not disposed. */
  readonly kernels?: Kernels
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: EvaluateProgress) => void
}
