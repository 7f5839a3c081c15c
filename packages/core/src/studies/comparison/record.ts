import type { MethodFailure, ModelFailure } from '../measuring/failures.ts'

/** What a comparison keeps of one sample: plain JSON, the same whichever process measured it. */
export interface ComparisonRecord {
  readonly sample: string
  /** True class, where it is known. */
  readonly class: number | null
  readonly seed: number
  readonly models: readonly (ModelRecord | ModelFailure)[]
}

export interface ModelRecord {
  readonly model: string
  readonly target: number
  readonly why: 'truth' | 'predicted'
  /** Of the target, for the whole frame. */
  readonly probability: number
  readonly predicted: number
  readonly isRight: boolean | null
  readonly regions: number
  /** Of all methods and metrics together; equal masks are run once. */
  readonly forwards: number
  readonly methods: readonly (MethodRecord | MethodFailure)[]
}

export interface MethodRecord {
  readonly method: string
  readonly forwards: number
  /** By metric; null where it is undefined, with its reason under the same name. */
  readonly values: Readonly<Record<string, number | null>>
  readonly reasons: Readonly<Record<string, string>>
}
