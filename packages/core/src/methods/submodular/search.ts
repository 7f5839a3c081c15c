import type { Warning } from '../../model/classifier.ts'
import type { RegionSets } from '../../surrogate/region-sets.ts'

/** Weights of the four terms of the set score F(S); all >= 0. */
export interface TermWeights {
  /** Target probability of keep(S): the set alone is enough. */
  readonly consistency: number
  /** 1 - target probability of drop(S): without the set the class disappears. */
  readonly collaboration: number
  /** Sum over S of the angular distance to the nearest other region of S. */
  readonly effectiveness: number
  /** `1 - H / ln K` of keep(S). */
  readonly confidence: number
}

/** What a search asks: single sets through `measure`, or set scores F. A term of weight 0 costs no forward. */
export interface SetFunction extends RegionSets {
  /** F(kept + x) of every candidate x, in their order, in one round. */
  readonly scores: (kept: readonly number[], candidates: readonly number[]) => Promise<Float64Array>
  /** F of any sets (0/1 per region), in one round. */
  readonly scoresOf: (sets: readonly Uint8Array[]) => Promise<Float64Array>
  /** The weighted effectiveness within F(kept + x) of every candidate x: no forward once the features are known. */
  readonly effectiveness: (kept: readonly number[], candidates: readonly number[]) => Promise<Float64Array>
}

export interface SearchOptions {
  readonly seed: number
  readonly signal: AbortSignal
  /** Called after every round or step with the best complete order so far. */
  readonly report: (order: readonly number[]) => void
}

/** A permutation of the regions, most useful first. */
export interface SearchResult {
  readonly order: Uint16Array
  /** False when the budget ended the search; the rest of the order is then an estimate. */
  readonly complete: boolean
  /** Insertion minus deletion area that the surrogate expects of the order; null for searches without one. */
  readonly predicted: number | null
  /** How many regions at the front were searched for, where a search is for a short prefix only; the rest of the order is an estimate. */
  readonly searched?: number
  /** Numbers that say how the search went, such as rounds. */
  readonly statistics?: Readonly<Record<string, number>>
  /** What the search wants said of its order: codes with sentences. */
  readonly warnings?: readonly Warning[]
}

/** A search strategy. It may spend `sets.remaining` forwards and ends with a complete order when they are spent. */
export type Search = (sets: SetFunction, options: SearchOptions) => Promise<SearchResult>
