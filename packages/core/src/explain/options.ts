import type { Attribution } from '../explanation/attribution.ts'
import type { Check } from '../explanation/checks.ts'
import type { Baseline } from '../image/baseline.ts'
import type { createKernels } from '../kernels/implementations.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { RegionSource } from '../regions/create-regions.ts'
import type { SaliencyMap } from '../regions/saliency-map.ts'

/** How far an explanation is. */
export interface ExplainProgress {
  readonly stage: 'search' | 'curves' | 'answer' | 'checks'
  readonly forwards: number
  /** Forwards expected in all: an estimate from above. */
  readonly expected: number
  /** In the first report, before any mask is measured, from the pace that the model was opened with. */
  readonly millisecondsLeft: number | null
}

/** What is explained: the predicted class, the true one, a class index, or a class name. */
export type WantedTarget = 'top1' | 'truth' | number | string

export interface ExplainOptions {
  /** Default `submodular`; `given` when there is a `map`. */
  readonly method?: string
  /** The method's own parameters; the rest take their defaults. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** A published parameter set by name; what else is given wins over it. */
  readonly profile?: string
  /** Default `top1`. `truth` stands for the class given as `truth`. */
  readonly target?: WantedTarget
  /** The class that the picture really shows. */
  readonly truth?: number | string
  /** Explain the target against this class instead of against all. */
  readonly against?: number | string
  /** Number of regions asked for, default 49, or how to divide the frame. The document says how many there are. */
  readonly regions?: number | RegionSource
  /** Default: the frame's mean colour. */
  readonly baseline?: Baseline
  /** Forwards for search, curves and answer of one target, at least 32, or seconds for all targets; default: what the method asks for. */
  readonly budget?: number | { readonly seconds: number }
  /** Default 1. */
  readonly seed?: number
  /** Share of the reference probability that a sufficient set must keep, 0.01 to 1; default 0.75. */
  readonly threshold?: number
  /** What to find out besides, for further forwards; default nothing. */
  readonly checks?: readonly Check[]
  /** A map from any tool, whose order is measured beside the searched answer. */
  readonly map?: SaliencyMap
  /** Bound on the evaluator's buffers in MiB; default 256. */
  readonly memory?: number
  /** Kernel backend; default `auto`. */
  readonly backend?: Parameters<typeof createKernels>[0]
  /** Kernels to share between explanations that run one after another; they are then not disposed. */
  readonly kernels?: Kernels
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ExplainProgress) => void
  readonly onPartial?: (partial: Attribution) => void
}
