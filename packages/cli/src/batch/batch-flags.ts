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
  /** Null for worker processes of this machine. */
  readonly queue: QueueFlags | null
}

/** What flags say of workers on other machines, as it was written. */
export interface QueueFlags {
  /** Of the Redis server. */
  readonly address: string
  /** The http(s) address that documents go to; null for the run's folder. */
  readonly store: string | null
  /** Where workers find the folder in which the user stands: a path or an http(s) address; null for the same path. */
  readonly picturesAt: string | null
}

/** Seconds that a picture may take unless told. */
export const usualTimeout = 1800

/** `2/8`: the second of eight parts. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []
  if (Number(index) >= 1 && Number(index) <= Number(count)) return { index: Number(index), count: Number(count) }
  throw new InvalidArgumentError('Expected which part of how many, as in 2/8.')
}
