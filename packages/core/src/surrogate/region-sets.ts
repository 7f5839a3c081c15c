import type { HostKernels } from '../kernels/host-kernels.ts'
import type { Surrogate } from './surrogate.ts'

/** What one forward says of one region set. "No class above the target" is `probability >= top`. */
export interface SetScore {
  readonly probability: number
  readonly top: number
  readonly predicted: number
  readonly confidence: number
}

/** Region sets (0/1 per region) of one target on one baseline. drop(S) is keep of the complement, so `measure` serves both. */
export interface RegionSets {
  /** Number of regions N. */
  readonly count: number
  /** Share of the frame per region; sums to 1. */
  readonly areas: Float64Array
  /** x, y per region in 0..1, `[2 * N]`; null when regions have no geometry. */
  readonly centres: Float64Array | null
  /** What surrogates of these sets compute with. */
  readonly host: HostKernels
  /** Forwards left in the budget. */
  readonly remaining: number
  /** One round; a set measured before costs nothing. */
  readonly measure: (sets: readonly Uint8Array[]) => Promise<readonly SetScore[]>
  /** In order of measuring. */
  readonly measured: () => Iterable<readonly [set: Uint8Array, score: SetScore]>
  /** The score of a measured set, or undefined. Costs nothing. */
  readonly lookUp: (set: Uint8Array) => SetScore | undefined
  /** Fitted to all measured sets, grown row by row. */
  readonly surrogate: () => Surrogate
  /** f64[N, N] angular distances for effectiveness, N forwards; null without features. */
  readonly distances: (() => Promise<Float64Array>) | null
}
