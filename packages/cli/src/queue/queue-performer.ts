import { setTimeout as sleep } from 'node:timers/promises'
import { type DocumentStore, TelltaleError } from '@telltale/core'
import type { Job as QueuedJob } from 'bullmq'
import type { ExplainedJob, Job } from '../batch/job.ts'
import type { JobPerformer } from '../batch/job-performer.ts'
import { fromPlainError } from '../batch/plain-error.ts'
import { cancelled } from '../batch/pool-errors.ts'
import { lostTwice, type Outcome } from './outcome.ts'
import type { QueueServer } from './redis.ts'
import { repeat } from './repeat.ts'
import { idOf, openRunQueue } from './run-queue.ts'
import { pathFrom } from './shared-run.ts'

/** Pictures that a parent has on the queue at once: enough for hundreds of workers. */
const queueLanes = 512

/** Events tell at once what has ended; this often it is asked for all the same, as events may be lost together with a server. */
const sweepEvery = 3000
const forwardsEvery = 1000

/** A server that is gone must not keep the command from ending. */
const longestClosing = 2000

export interface QueuePerformerOptions {
  readonly server: QueueServer
  /** The run's name on the queue. */
  readonly name: string
  /** The folder that names of pictures start from. */
  readonly standing: string
  readonly store: DocumentStore
  readonly onForwards: (count: number) => void
}

/** Has jobs done by whoever joins. */
export interface QueuePerformer extends JobPerformer {
  readonly close: () => Promise<void>
}

interface Pending {
  readonly job: Job
  readonly resolve: (explained: ExplainedJob) => void
  readonly reject: (error: unknown) => void
}

/**
 * Puts jobs on a queue and waits for what becomes of them. The queue may lose all of it: what is missing is put there again. Results that an earlier
 * parent did not hear of are taken, as long as their files are there.
 */
export async function openQueuePerformer(options: QueuePerformerOptions): Promise<QueuePerformer> {
  const { server, name, standing, store, onForwards } = options
  const run = openRunQueue(server, name, 'parent')
  const events = new server.bullmq.QueueEvents(name, run.options)
  events.on('error', () => {})
  const pending = new Map<string, Pending>()
  let broken: TelltaleError | null = null
  let isStopped = false
  let forwards: number | null = null

  const offer = async ({ job }: Pending): Promise<void> => {
    const known = await run.find(job)
    const outcome = known?.finishedOn === undefined ? null : known.returnvalue
    // A failure of an earlier run is tried again, and so is a result that has gone.
    if (known?.finishedOn !== undefined && !(await isWhole(outcome, store))) await known.remove()
    await run.add({ ...job, picture: pathFrom(standing, job.picture) })
    if (isStopped) await takeBack(job)
    else await settle(idOf(job))
  }

  const settle = async (id: string): Promise<void> => {
    const task = pending.get(id)
    if (!task) return
    const found = await run.find(task.job)
    if (!found) return await offer(task)
    if (found.finishedOn === undefined || !pending.delete(id)) return
    const outcome: Outcome | null = found.returnvalue
    if (outcome?.status === 'done') task.resolve(outcome.explained)
    else task.reject(outcome ? fromPlainError(outcome.error) : lostTwice(task.job.name, found.failedReason))
  }

  /** A picture that no worker has begun; what a worker has is left to it. */
  const takeBack = async (job: Job): Promise<void> => {
    const found = await run.find(job)
    if (found?.finishedOn !== undefined) return await settle(idOf(job))
    if (await isTaken(found)) fail(idOf(job), cancelled())
  }

  const fail = (id: string, error: unknown): void => {
    pending.get(id)?.reject(error)
    pending.delete(id)
  }

  const sweep = async (): Promise<void> => {
    for (const [id, { job }] of [...pending]) await (isStopped ? takeBack(job) : settle(id))
  }

  const tellForwards = async (): Promise<void> => {
    const now = await run.forwards()
    if (forwards !== null && now > forwards) onForwards(now - forwards)
    forwards = now
  }

  /** What the queue refuses for one picture it refuses for all. */
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    await work().catch((cause: unknown) => {
      broken ??= refused(server, cause)
      for (const id of [...pending.keys()]) fail(id, broken)
    })
  }

  await run.reopen()
  events.on('completed', ({ jobId }) => void guarded(() => settle(jobId)))
  events.on('failed', ({ jobId }) => void guarded(() => settle(jobId)))
  const stopSweeping = repeat(() => guarded(sweep), sweepEvery)
  const stopCounting = repeat(() => guarded(tellForwards), forwardsEvery)

  return {
    perform: (job) =>
      new Promise((resolve, reject) => {
        if (broken || isStopped) return reject(broken ?? cancelled())
        const task: Pending = { job, resolve, reject }
        pending.set(idOf(job), task)
        void guarded(() => offer(task))
      }),
    broken: () => broken,
    stop: () => {
      isStopped = true
      for (const { job } of pending.values()) void guarded(() => takeBack(job))
    },
    lanes: () => queueLanes,
    finish: run.end,
    close: async () => {
      stopSweeping()
      stopCounting()
      const closing = Promise.all([events.close(), run.close()]).catch(() => {})
      await Promise.race([closing, sleep(longestClosing, undefined, { ref: false })])
    },
  }
}

async function isWhole(outcome: Outcome | null, store: DocumentStore): Promise<boolean> {
  if (outcome?.status !== 'done') return false
  const { folder, files } = outcome.explained.record
  for (const name of files) if (!(await store.has(folder, name))) return false
  return true
}

async function isTaken(found: QueuedJob | null): Promise<boolean> {
  if (found === null) return true
  return await found.remove().then(
    () => true,
    // It is locked by a worker.
    () => false,
  )
}

function refused({ address }: QueueServer, cause: unknown): TelltaleError {
  if (cause instanceof TelltaleError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new TelltaleError(
    'QUEUE_UNAVAILABLE',
    `The queue's server ${address.shown} refuses: ${reason}.`,
    'Look at the memory and the disk of the server, then run the same command again to go on.',
    { value: address.shown },
    cause,
  )
}
