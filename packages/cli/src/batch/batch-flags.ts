import { InvalidArgumentError } from '@commander-js/extra-typings'
import type { Shard } from '@telltale/core'

/** What flags say of a batch, beside what is explained and how. */
export interface BatchFlags {
  /** Worker processes; null for as many as there are physical cores. */
  readonly workers: number | null
  readonly shard: Shard | null
  readonly retryFailed: boolean
  /** Tell what it would take, and stop. */
  readonly dryRun: boolean
  /** Seconds that one picture may take. */
  readonly timeout: number
}

/** Seconds that a picture may take unless told. */
export const usualTimeout = 1800

/** `2/8`: the second of eight parts. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []
  if (Number(index) >= 1 && Number(index) <= Number(count)) return { index: Number(index), count: Number(count) }
  throw new InvalidArgumentError('Expected which part of how many, as in 2/8.')
}
