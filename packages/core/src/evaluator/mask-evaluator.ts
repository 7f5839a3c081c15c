import type { Baseline } from '../image/baseline.ts'
import type { Frame } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'

/**
 * Which number is explained. `against` makes it a comparison, "why a rather than b": p_a / (p_a + p_b), whose log-odds are the
 * difference of the two logits.
 */
export interface Target {
  readonly class: number
  readonly against?: number
  readonly label?: string
}

/**
 * All perturbation is one of three. Descriptors are small; pixels exist only batch by batch. 1 = kept. `keys`, one per mask, name masks whose
 * scores are kept for whoever asks for the same ones again: equal keys must mean equal masks. 0/1 masks of the evaluator's regions need none.
 */
export type Masks = MaskShapes & { readonly count: number; readonly keys?: readonly string[] }

type MaskShapes =
  /** Weights per region, f32[count, N]; a pixel curve passes its rank buckets as `regions`. */
  | { readonly kind: 'regions'; readonly count: number; readonly weights: Float32Array; readonly regions?: RegionMap }
  | {
      readonly kind: 'grid'
      readonly count: number
      readonly cells: Float32Array
      readonly size: readonly [rows: number, columns: number]
      readonly upsampled: readonly [height: number, width: number]
      readonly offsets?: Uint32Array
    }
  /** `draw` fills interleaved RGB 0..255 of the frame's size; for what is no blend of picture and baseline. */
  | { readonly kind: 'frames'; readonly count: number; readonly draw: (index: number, rgb: Float32Array) => void }

/** Everything any caller needs from one forward: probabilities and logits, so no method fixes the score space of another. */
export interface Scores {
  readonly count: number
  readonly probabilities: Float64Array // [count, targets]
  readonly logits: Float64Array // [count, targets]
  readonly confidence: Float64Array
  readonly predicted: Uint32Array
  readonly top: Float64Array // probability of `predicted`
  readonly features?: Float32Array // on request: [count, D]
  readonly classes?: Float32Array // on request: probabilities [count, K]
}

/** Forwards and milliseconds spent so far. */
export interface Cost {
  readonly forwards: number
  readonly memoHits: number
  readonly milliseconds: Readonly<Record<'mask' | 'model' | 'read' | 'other', number>>
}

/** What besides the scores is wanted. */
export interface Want {
  readonly features?: boolean
  readonly classes?: boolean
}

/** Masks in, scores out: the only road by which a picture is perturbed. */
export interface MaskEvaluator {
  readonly frame: Frame
  readonly regions: RegionMap
  readonly baseline: Baseline
  readonly targets: readonly Target[]
  readonly spent: Cost
  /** Forwards left in the budget; Infinity without one. */
  readonly remaining: number
  /**
   * Scores of all masks, in their order. Throws BUDGET_SPENT before a batch it may not finish. The same masks in any order or split give
   * the same bits. Only 0/1 region masks are memoised; a hit that lacks what is wanted runs again.
   */
  readonly evaluate: (masks: Masks, want?: Want) => Promise<Scores>
}
