import { configurationDifferences, describeDifferences, physicalCores, type RunFile, TelltaleError } from '@telltale/core'
import { configurationOf } from '../batch/configuration.ts'
import type { WorkerSettings } from '../batch/job.ts'
import { type PictureWorkers, pictureProgram } from '../batch/picture-program.ts'
import { planRun } from '../batch/plan.ts'
import { openWorkerPool } from '../batch/worker-pool.ts'
import { prepareFolder } from '../output/save-files.ts'
import { exitCodeOf, exitCodes, reportError } from '../report.ts'
import { resolveIn, type Terminal, writeLines } from '../terminal.ts'
import { parseQueueAddress } from './addresses.ts'
import { readRun } from './read-run.ts'
import { connectQueue, type QueueServer } from './redis.ts'
import { openRunQueue } from './run-queue.ts'
import { serveQueue } from './serve-queue.ts'
import { localSettings, placeOnThisMachine, queueNameOf, sharedRunOf } from './shared-run.ts'
import { tellOutage } from './tell-outage.ts'

/** What `worker` was told. */
export interface WorkerFlags {
  readonly queue: string
  /** Processes that explain; null for as many as there are physical cores. */
  readonly workers: number | null
  /** Where model and pictures are on this machine; null where the run says it rightly. */
  readonly model: string | null
  readonly picturesAt: string | null
  /** Seconds without a word from this worker after which others take its pictures. */
  readonly lease: number
}

/**
 * Joins a run: explains pictures from its queue in processes of this machine and puts documents where the run keeps them, until the run is over or
 * the user stops. Returns the exit code. Throws QUEUE_UNAVAILABLE, DOCUMENT_INVALID, RUN_CONFIGURATION_DIFFERS and what opening the model throws.
 */
export async function joinRun(terminal: Terminal, place: string, flags: WorkerFlags): Promise<number> {
  const address = parseQueueAddress(flags.queue)
  const server = await connectQueue(address, (isOut) => void tellOutage(terminal, address, isOut))
  try {
    const { file, store, shown } = await readRun(terminal, place)
    const shared = sharedRunOf(file, shown)
    const name = queueNameOf(file)
    if (await hasEnded(server, name)) {
      await writeLines(terminal.stderr, [`the run in ${shown} is over`])
      return exitCodes.done
    }
    if (store.kind === 'folder') await prepareFolder(store.path)
    const pictures = flags.picturesAt === null ? shared.pictures : placeOnThisMachine(terminal, flags.picturesAt)
    const modelPath = flags.model === null ? null : resolveIn(terminal, flags.model)
    const settings = localSettings({ ...shared, pictures }, { modelPath, store })
    return await withPool(terminal, settings, shared.timeout, async (pool, takeForwards) => {
      refuseOtherResults(file, settings, pool, shown)
      const workers = await allowed(pool, flags.workers)
      await writeLines(terminal.stderr, [
        `${workers} ${workers === 1 ? 'process explains' : 'processes explain'} for ${shown}, from ${address.shown}`,
      ])
      return await serve(terminal, { server, name, pool, takeForwards, pictures, lease: flags.lease, lanes: 2 * workers })
    })
  } finally {
    server.close()
  }
}

async function hasEnded(server: QueueServer, name: string): Promise<boolean> {
  const run = openRunQueue(server, name, 'worker')
  return await run.hasEnded().finally(run.close)
}

async function withPool(
  terminal: Terminal,
  settings: WorkerSettings,
  timeout: number,
  work: (pool: PictureWorkers, takeForwards: () => number) => Promise<number>,
): Promise<number> {
  let forwards = 0
  const { environment, signal } = terminal
  const onForwards = (count: number): void => {
    forwards += count
  }
  const pool = await openWorkerPool({ program: pictureProgram, settings, environment, timeout, signal, onForwards })
  const takeForwards = (): number => {
    const taken = forwards
    forwards = 0
    return taken
  }
  return await work(pool, takeForwards).finally(pool.close)
}

/** Documents of one run must compare: another model, backend or version would give others. */
function refuseOtherResults(
  { configuration }: RunFile,
  settings: WorkerSettings,
  { facts }: PictureWorkers,
  shown: string,
): void {
  const differences = configurationDifferences(configuration, configurationOf(settings, facts))
  if (differences.length === 0) return
  throw new TelltaleError(
    'RUN_CONFIGURATION_DIFFERS',
    `This machine would give other results than the run in ${shown}: ${describeDifferences(differences)}.`,
    'Give it the same model (--model) and the same version of telltale; a machine of another kind cannot join.',
    { file: shown, value: differences[0]!.path },
  )
}

async function allowed(pool: PictureWorkers, wanted: number | null): Promise<number> {
  const workers = wanted ?? (await physicalCores())
  pool.allow(workers, planRun(pool.facts, { pictures: 1, before: 0, workers }).memoryPerWorker)
  return workers
}

interface Serving {
  readonly server: QueueServer
  readonly name: string
  readonly pool: PictureWorkers
  readonly takeForwards: () => number
  readonly pictures: string
  readonly lease: number
  readonly lanes: number
}

async function serve(terminal: Terminal, { pool, ...serving }: Serving): Promise<number> {
  const counts = { done: 0, failed: 0 }
  let failure: unknown = null
  try {
    await serveQueue({
      ...serving,
      performer: pool,
      signal: terminal.signal,
      onDone: () => {
        counts.done++
      },
      onFailed: ({ name }, error) => {
        counts.failed++
        void reportError(terminal, error, name)
      },
    })
  } catch (error) {
    failure = error
    await reportError(terminal, error)
  }
  const failed = counts.failed === 0 ? '' : `, ${counts.failed} failed`
  await writeLines(terminal.stdout, [`${counts.done} ${counts.done === 1 ? 'picture' : 'pictures'} explained${failed}`])
  if (failure !== null) return exitCodeOf(failure, counts.done)
  return terminal.signal.aborted ? exitCodes.interrupted : exitCodes.done
}
