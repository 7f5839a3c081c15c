import type { ZodMiniType } from 'zod/mini'
import type { ActivationEvaluator, Attention } from '../evaluator/activation-evaluator.ts'
import type { GradientEvaluator } from '../evaluator/gradient-evaluator.ts'
import type { MaskEvaluator } from '../evaluator/mask-evaluator.ts'
import type { Attribution } from '../explanation/attribution.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Network } from '../model/network.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'
import type { Random } from '../random/random.ts'
import type { RegionSets } from '../surrogate/region-sets.ts'

/** What a method may touch. It never sees a session, a tensor or a GPU buffer. */
export interface MethodContext {
  readonly evaluator: MaskEvaluator
  /** Index into `evaluator.targets`. */
  readonly target: number
  readonly sets: RegionSets
  /** Derivatives by the picture or a layer; only methods with access `gradients` ask. */
  readonly gradients: () => Promise<GradientEvaluator>
  /** The network after a layer, the default one unless named, and that layer's numbers for the frame. */
  readonly activations: (layer?: string) => Promise<ActivationEvaluator>
  /** What tokens attend to, layer by layer; one forward. */
  readonly attention: () => Promise<readonly Attention[]>
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
  /** Forwards at most, known before the run; `layer` is the model's default one where it is known. */
  readonly cost: (parameters: P, regions: number, layer?: SpatialLayer | null) => number
  /** Why the method cannot run on a network, in words, or null; asked before a forward is spent. Absent: it reads scores only. */
  readonly unsuited?: (network: Network, parameters: P) => string | null
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
