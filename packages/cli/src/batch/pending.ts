import type { Stats } from 'node:fs'
import { relative, sep } from 'node:path'
import { isInShard, type Shard } from '@telltale/core'
import { type FoundPicture, statsOf } from '../explaining/find-pictures.ts'
import type { KnownFile, RunState } from './run-state.ts'

/** A picture that is still to be explained. */
export interface PendingPicture extends FoundPicture {
  /** The path seen from the run's folder, as the journal names it. */
  readonly file: string
  /** Null where there is no such file. */
  readonly stats: Stats | null
}

/** Pictures by what is left to do. */
export interface Remaining {
  readonly pending: readonly PendingPicture[]
  /** Explained in an earlier run. */
  readonly done: number
  /** Failed in an earlier run, and not to be tried again. */
  readonly failed: number
}

/** Sorts out what a run has settled already: a file of the same size and time is not even read. */
export function remainingOf(
  pictures: readonly FoundPicture[],
  state: RunState,
  { out, shard, retryFailed }: { readonly out: string; readonly shard: Shard | null; readonly retryFailed: boolean },
): Remaining {
  const pending: PendingPicture[] = []
  const counts = { done: 0, failed: 0 }
  for (const picture of pictures) {
    const file = relative(out, picture.path).split(sep).join('/')
    const stats = statsOf(picture.path)
    const known = state.files.get(file)
    const status = known && isUntouched(known, stats, picture.truth ?? null) ? statusOf(known, state) : null
    const isOthers = shard !== null && known?.key != null && status !== null && !isInShard(known.key, shard)
    if (status === null || (status === 'failed' && retryFailed && !isOthers)) pending.push({ ...picture, file, stats })
    else if (!isOthers) counts[status]++
  }
  return { pending, ...counts }
}

function isUntouched(known: KnownFile, stats: Stats | null, truth: number | string | null): boolean {
  return known.size === (stats?.size ?? null) && known.modified === (stats?.mtimeMs ?? null) && known.truth === truth
}

/** A picture that equals another one shares what became of that. */
function statusOf({ key, status }: KnownFile, state: RunState): 'done' | 'failed' {
  return key === null ? status : (state.settled.get(key) ?? status)
}
