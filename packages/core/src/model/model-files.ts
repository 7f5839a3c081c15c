import type { Weights } from '../graph/tensor.ts'

/** Everything read of one model, before anything is decided. JSON files are parsed, not checked. */
export interface ModelFiles {
  readonly name: string
  /** What messages call the model file. */
  readonly file: string
  readonly model: Uint8Array
  /** External data by the location named in the model. */
  readonly weights: Weights
  /** `telltale.json`. */
  readonly telltale?: unknown
  /** The hub's `config.json`. */
  readonly config?: unknown
  /** The hub's `preprocessor_config.json`. */
  readonly preprocessor?: unknown
  readonly labels?: readonly string[]
}
