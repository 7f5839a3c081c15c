import type { RunFolder } from '@telltale/core'
import type { QueueFlags } from '../batch/batch-flags.ts'
import type { WorkerSettings } from '../batch/job.ts'
import { openStore, type StorePlace } from '../batch/store-place.ts'
import type { FoundPicture } from '../explaining/find-pictures.ts'
import { type Terminal, writeLines } from '../terminal.ts'
import { parseQueueAddress } from './addresses.ts'
import { openQueuePerformer, type QueuePerformer } from './queue-performer.ts'
import { storeAt } from './read-run.ts'
import { connectQueue } from './redis.ts'
import { publishRun, refuseOutside } from './share-run.ts'
import { placeOnThisMachine, queueNameOf, writtenRun } from './shared-run.ts'
import { tellOutage } from './tell-outage.ts'

/** What a batch needs of a queue, from before its folder is opened until it is over. */
export interface BatchQueue {
  /** Where documents go instead of the run's folder; null for that. */
  readonly store: StorePlace | null
  /** What `run.json` is to tell workers. */
  readonly told: (settings: WorkerSettings, timeout: number) => unknown
  /** Puts the run where workers find it, opens its queue, and says how they join. Throws RUN_DISK, RUN_CONFIGURATION_DIFFERS. */
  readonly perform: (folder: RunFolder, settings: WorkerSettings, onForwards: (count: number) => void) => Promise<QueuePerformer>
  readonly close: () => Promise<void>
}

/** Checks what the flags say of a queue and connects to its server. Throws USAGE_PARAMETER and QUEUE_UNAVAILABLE. */
export async function openQueue(terminal: Terminal, found: readonly FoundPicture[], flags: QueueFlags): Promise<BatchQueue> {
  const address = parseQueueAddress(flags.address)
  const pictures = placeOnThisMachine(terminal, flags.picturesAt ?? '.')
  refuseOutside(found, terminal.folder, pictures)
  const store = flags.store === null ? null : storeAt(terminal, flags.store)
  const server = await connectQueue(address, (isOut) => void tellOutage(terminal, address, isOut))
  let performer: QueuePerformer | null = null
  return {
    store,
    told: (settings, timeout) => writtenRun({ pictures, timeout, settings }),
    perform: async (folder, settings, onForwards) => {
      await publishRun(folder, settings)
      const opened = await openQueuePerformer({
        server,
        name: queueNameOf(folder.file),
        standing: terminal.folder,
        store: openStore(settings.store),
        onForwards,
      })
      performer = opened
      const run = settings.store.kind === 'folder' ? settings.store.path : settings.store.address
      await writeLines(terminal.stderr, [`pictures wait for workers; to join: telltale worker --queue ${address.shown} ${run}`])
      return opened
    },
    close: async () => {
      await performer?.close()
      server.close()
    },
  }
}
