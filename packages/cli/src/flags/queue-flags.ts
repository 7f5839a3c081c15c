import { TelltaleError } from '@telltale/core'
import type { QueueFlags } from '../batch/batch-flags.ts'
import { isAddress } from '../explaining/picture-results.ts'

interface Given {
  readonly queue?: string | undefined
  readonly store?: string | undefined
  readonly picturesAt?: string | undefined
  readonly shard?: unknown
}

/** What the flags say of workers elsewhere; null where nothing does. Throws USAGE_FLAG and USAGE_PARAMETER for flags that do not fit. */
export function queueFlagsFrom({ queue, store, picturesAt, shard }: Given): QueueFlags | null {
  if (queue === undefined) {
    if (store !== undefined) throw needsQueue('--store')
    if (picturesAt !== undefined) throw needsQueue('--pictures-at')
    return null
  }
  if (shard !== undefined) throw noShard()
  if (store !== undefined && !(isAddress(store) && URL.canParse(store))) throw noStore()
  return { address: queue, store: store ?? null, picturesAt: picturesAt ?? null }
}

function needsQueue(flag: string): TelltaleError {
  const fix = 'Add --queue with the address of a Redis server, or leave it out.'
  return new TelltaleError('USAGE_FLAG', `${flag} says nothing without --queue.`, fix, { value: flag })
}

function noShard(): TelltaleError {
  const fix = 'Leave --shard out.'
  return new TelltaleError('USAGE_FLAG', 'A queue shares the pictures among all workers by itself.', fix, { value: '--shard' })
}

function noStore(): TelltaleError {
  const message = 'The value of --store is no http(s) address.'
  return new TelltaleError('USAGE_PARAMETER', message, 'Write it as https://host/folder; documents go below it by PUT.')
}
