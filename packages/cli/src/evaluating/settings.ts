import type { EvaluateOptions, WantedMetric } from '@telltale/core'
import type { ModelFlags } from '../flags/model-flags.ts'

/** What the flags of `evaluate` say. */
export interface EvaluateSettings {
  readonly metrics: readonly WantedMetric[]
  /** For `evaluate`, the same for everything that is judged. */
  readonly options: Pick<EvaluateOptions, 'profile' | 'baseline' | 'seed' | 'controls' | 'budget' | 'memory'>
  /** For maps only: documents have their own. */
  readonly mapOptions: Pick<EvaluateOptions, 'target' | 'against' | 'regions'>
  /** A picture, or a folder in which pictures have the names of the maps; null: the documents say. */
  readonly picture: string | null
  /** A data set that says where objects are, or null. */
  readonly truth: string | null
  readonly model: ModelFlags & { readonly model?: string | undefined }
  readonly backend: NonNullable<EvaluateOptions['backend']>
  /** Where tables go, or null. */
  readonly out: string | null
  /** Whether maps of one picture are compared with each other. */
  readonly agreement: boolean
  readonly json: boolean
}
