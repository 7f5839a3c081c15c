import type { Baseline } from '@telltale/core'
import type { Savable } from '../flags.ts'

/** What the flags of `explain` say, the same for all pictures. */
export interface ExplainSettings {
  readonly method: string
  readonly target: 'top1' | number | string
  readonly regions: number
  readonly baseline: Baseline
  readonly budget: 'auto' | number
  readonly seed: number
  readonly backend: 'auto' | 'wasm-simd' | 'wasm' | 'reference'
  /** MiB that the evaluator may hold. */
  readonly memory: number | undefined
  readonly out: string
  readonly save: readonly Savable[]
  readonly theme: 'light' | 'dark'
}
