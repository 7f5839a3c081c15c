import type { ZodMiniType } from 'zod/mini'
import type { MaskEvaluator } from '../evaluator/mask-evaluator.ts'
import type { Attribution } from '../explanation/attribution.ts'
import type { Baseline } from '../image/baseline.ts'
import type { Rectangle } from '../image/picture.ts'
import type { Frame } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'

export type MetricFamily = 'faithfulness' | 'localisation' | 'robustness' | 'complexity' | 'randomisation' | 'agreement'

/** What a metric reads besides its parameters: the map alone, forwards, the true object, further explanations, or explanations of other weights. */
export type MetricNeed = 'map' | 'scores' | 'truth' | 'explain' | 'randomise'

/** One number that says something about a map: its direction and range are part of it, never of its documentation only. */
export interface Metric<P> {
  readonly name: string
  /** A short title in words, for tables: "deletion". */
  readonly title: string
  /** What the number says, in one sentence for people who have not read the paper. */
  readonly says: string
  readonly paper: string
  readonly direction: 'higher' | 'lower'
  readonly range: readonly [lowest: number, highest: number]
  readonly family: MetricFamily
  readonly needs: MetricNeed
  readonly parameters: ZodMiniType<P>
  /** Forwards at most, known before the run; explanations that it asks for are not among them. */
  readonly cost: (parameters: P, pixels: number) => number
  /** Further explanations that it asks for at most; none where absent. */
  readonly explanations?: (parameters: P) => number
  readonly measure: (context: MetricContext, parameters: P) => Promise<Measurement>
}

/** What is known of the object that the target stands for, in pixels of the frame. */
export interface Truth {
  /** One byte per pixel, row-major; not 0 = object. */
  readonly mask?: Uint8Array
  readonly boxes?: readonly Rectangle[]
}

/** What a metric may touch. Fields that its `needs` do not name may be missing. */
export interface MetricContext {
  /** f32[height * width] of the frame, signed; the higher, the more evidence for the target. */
  readonly map: Float32Array
  /** What the map was painted from; a map from elsewhere is one of kind `map`. */
  readonly attribution: Attribution
  readonly frame: Frame
  /** How the frame is divided: what an attribution of regions or an order is about. Null where nothing divides it. */
  readonly regions: RegionMap | null
  /** Masks in, scores out, on a baseline; target 0 is the one that is explained. The same object for equal baselines, so that masks are run once. */
  readonly on?: (baseline: Baseline) => MaskEvaluator
  /** The baseline of the explanation: what metrics hide with unless their parameters say otherwise. */
  readonly baseline: Baseline
  readonly truth?: Truth
  /** Explains another frame of the same size, or another class, with everything else as it was: f32[height * width]. */
  readonly explain?: (other: { readonly frame?: Frame; readonly class?: number }) => Promise<Float32Array>
  /** Explains the same frame with the weights of the last `layers` weighted layers drawn anew. */
  readonly randomised?: {
    /** Weighted layers of the model. */
    readonly layers: number
    readonly explain: (layers: number) => Promise<Float32Array>
  }
  /** What a metric derives all its random numbers from, so that no metric's depend on which ran before it. */
  readonly seed: number
  readonly signal: AbortSignal
}

/** `value: null` always comes with a reason; never 0, never dropped silently. */
export interface Measurement {
  readonly value: number | null
  readonly reason?: string
  /** Further numbers by name that the value is made of. */
  readonly parts?: Readonly<Record<string, number | null>>
  readonly curve?: { readonly share: Float64Array; readonly score: Float64Array }
  readonly warnings?: readonly { readonly code: string; readonly message: string }[]
}
