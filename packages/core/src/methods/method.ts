import type { ZodMiniType } from 'zod/mini'
import type { MaskEvaluator } from '../evaluator/mask-evaluator.ts'
import type { Attribution } from '../explanation/attribution.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Random } from '../random/random.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'

/** What a method may touch. It never sees a session, a tensor or a GPU buffer. */
export interface MethodContext {
  readonly evaluator: MaskEvaluator
  /** Index into `evaluator.targets`. */
  readonly target: number
  readonly sets: RegionSets
  /** For estimators (`subsetGain`, `hsic`, `accumulateGrid`) through the typed helpers of `kernels/`. */
  readonly kernels: Kernels
  /** Forwards the method may spend; a spent budget gives a complete, marked result. */
  readonly budget: number
  readonly seed: number
  readonly random: Random
  readonly signal: AbortSignal
  /** Anytime: each partial attribution can be drawn. */
  readonly report: (partial: Attribution) => void
}

/** One attribution method: a name, where it comes from, what it costs and how it runs. */
export interface Method<P> {
  readonly name: string
  readonly paper: string
  readonly version: number
  readonly access: 'scores' | 'activations' | 'gradients'
  readonly space: 'probability' | 'logit'
  readonly signed: boolean
  readonly classSensitive: boolean
  /** Defaults, ranges, help: command-line flags and the page's form come from it. */
  readonly parameters: ZodMiniType<P>
  /** Forwards at most, known before the run. */
  readonly cost: (parameters: P, regions: number) => number
  readonly run: (context: MethodContext, parameters: P) => Promise<MethodResult>
}

/** An attribution, and whether the method could finish within its budget. */
export interface MethodResult {
  readonly attribution: Attribution
  readonly complete: boolean
  /** Insertion minus deletion area that a surrogate expects of the order; null for methods without one. */
  readonly predicted: number | null
  /** Numbers that say how the estimate was made and how sure it is, such as a bandwidth or standard errors per value of the attribution. */
  readonly statistics?: Readonly<Record<string, number | Float64Array>>
  /** What the method wants said: codes with sentences. */
  readonly warnings: readonly { readonly code: string; readonly message: string }[]
}
