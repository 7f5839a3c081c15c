import type { ExplainManyOptions } from '@telltale/core'
import type { Savable } from '../flags/parsers.ts'

/** What the flags of `explain` say, the same for all pictures. */
export interface ExplainSettings {
  /** For `explain`; the targets are known picture by picture. */
  readonly options: Omit<ExplainManyOptions, 'targets' | 'signal' | 'onProgress'>
  /** As the user wrote it; null where nothing was said. */
  readonly targets: string | null
  /** Where the model lies; null for the built-in one. */
  readonly modelPath: string | null
  readonly out: string
  readonly save: readonly Savable[]
  readonly theme: 'light' | 'dark'
  readonly json: boolean
}
