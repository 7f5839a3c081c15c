import { stat } from 'node:fs/promises'
import { TelltaleError } from '@telltale/core'
import type { Job as QueuedJob } from 'bullmq'
import type { ExplainedJob, Job } from '../batch/job.ts'
import type { JobPerformer } from '../batch/job-performer.ts'
import { toPlainError } from '../batch/plain-error.ts'
import { isAddress } from '../explaining/picture-results.ts'
import { isOfThisMachine, type Outcome } from './outcome.ts'
import type { QueueServer } from './redis.ts'
import { repeat } from './repeat.ts'
import { openRunQueue } from './run-queue.ts'
import { placeOfPicture } from './shared-run.ts'

export interface ServeOptions {
  readonly server: QueueServer
  /** The run's name on the queue. */
  readonly name: string
  readonly performer: JobPerformer
  /** Pictures to have at once: one that is explained and one that is decoded for each process. */
  readonly lanes: number
  /** Where this machine finds the pictures: a folder or an address. */
  readonly pictures: string
  /** Seconds without a word from this process after which others take its pictures. */
  readonly lease: number
  readonly signal: AbortSignal
  readonly onDone: (job: Job, explained: ExplainedJob) => void
  readonly onFailed: (job: Job, error: unknown) => void
  /** Forwards since the last call. */
  readonly takeForwards: () => number
}

const lookEvery = 1000

/**
 * Takes pictures from a run's queue until the run has ended or the signal fires; pictures that are being explained are finished, what is not begun
 * goes back. A picture whose worker is lost goes to another one, once. Throws what is wrong with this machine, after its pictures have gone back.
 */
export async function serveQueue(options: ServeOptions): Promise<void> {
  const { server, name, performer, lanes, lease, signal, onDone, onFailed, takeForwards } = options
  const run = openRunQueue(server, name, 'worker')
  let leave: (reason: unknown) => void = () => {}
  const leaving = new Promise<unknown>((resolve) => {
    leave = resolve
  })
  let isOver = false
  let hasSeenPicture = false

  const explain = async (queued: QueuedJob<Job, Outcome>, token?: string): Promise<Outcome> => {
    const job = { ...queued.data, picture: placeOfPicture(options.pictures, queued.data.picture) }
    try {
      const explained = await performer.perform(job)
      hasSeenPicture = true
      onDone(job, explained)
      return { status: 'done', explained }
    } catch (error) {
      const own = await faultOfThisMachine(error, job)
      if (own === null) {
        onFailed(job, error)
        return { status: 'failed', error: toPlainError(error) }
      }
      leave(own)
      await queued.moveToWait(token)
      throw new server.bullmq.WaitingError()
    }
  }

  /** What would fail every other picture here as well; null where it is this one's affair. */
  const faultOfThisMachine = async (error: unknown, job: Job): Promise<unknown> => {
    if (isOfThisMachine(error) || error === performer.broken()) return error
    if (hasSeenPicture || !(error instanceof TelltaleError) || error.code !== 'PICTURE_UNREADABLE') return null
    if (await isThere(job.picture)) {
      hasSeenPicture = true
      return null
    }
    return notHere(job.picture, options.pictures)
  }

  const worker = new server.bullmq.Worker<Job, Outcome>(name, explain, {
    ...run.options,
    concurrency: lanes,
    lockDuration: 1000 * lease,
    stalledInterval: 500 * lease,
    // The second worker that is lost with it is the last.
    maxStalledCount: 1,
  })
  worker.on('error', () => {})
  const look = async (): Promise<void> => {
    isOver = await run.hasEnded()
    if (isOver) leave(null)
    else await run.addForwards(takeForwards())
  }
  // What it cannot learn now it learns next time.
  const stopLooking = repeat(() => look().catch(() => {}), lookEvery)
  const interrupted = (): void => leave(null)
  signal.addEventListener('abort', interrupted, { once: true })
  if (signal.aborted) leave(null)

  const reason = await leaving
  signal.removeEventListener('abort', interrupted)
  stopLooking()
  const closing = worker.close()
  performer.stop()
  await closing
  if (isOver) await run.tidy()
  await run.close()
  if (reason !== null) throw reason
}

async function isThere(picture: string): Promise<boolean> {
  if (isAddress(picture)) return (await fetch(picture, { method: 'HEAD' }).catch(() => null))?.ok === true
  return (await stat(picture).catch(() => null))?.isFile() === true
}

function notHere(picture: string, pictures: string): TelltaleError {
  return new TelltaleError(
    'PICTURE_UNREADABLE',
    `"${picture}", the first picture that came from the queue, is not to be found from here.`,
    `The pictures lie in ${pictures} as the run says; make that folder or address reachable, or name another with --pictures-at.`,
    { file: picture },
  )
}
