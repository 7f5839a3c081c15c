import type { Job as QueuedJob } from 'bullmq'
import type { Job } from '../batch/job.ts'
import type { Outcome } from './outcome.ts'
import type { QueueServer } from './redis.ts'

/** Keys of this program in Redis begin so. */
const prefix = 'telltale'

/** More than a parent ever has under way, so that each result is still there when a parent that was killed comes back. */
const keptResults = 1024

/** What a run leaves in Redis goes after a week. */
const keptSeconds = 7 * 24 * 3600

/** The queue of one run: pictures by key, and a few words between parent and workers. */
export interface RunQueue {
  readonly options: { readonly connection: QueueServer['connection']; readonly prefix: string }
  /** Puts a picture on the queue; one that is there already stays as it is. */
  readonly add: (job: Job) => Promise<void>
  /** The picture as the queue knows it; null where it does not. */
  readonly find: (job: Job) => Promise<QueuedJob<Job, Outcome> | null>
  /** Adds to the forwards of all workers. */
  readonly addForwards: (count: number) => Promise<void>
  /** Their sum. */
  readonly forwards: () => Promise<number>
  /** Whether the run is over, so that workers leave. */
  readonly hasEnded: () => Promise<boolean>
  /** Takes back that it is over. */
  readonly reopen: () => Promise<void>
  /** Says that it is over, and removes all else. */
  readonly end: () => Promise<void>
  /** Removes what workers of a run that is over may have left since. */
  readonly tidy: () => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens the queue of a run, as its parent or as one of its workers. */
export function openRunQueue({ bullmq, connection }: QueueServer, name: string, role: 'parent' | 'worker'): RunQueue {
  const options = { connection, prefix }
  const queue = new bullmq.Queue<Job, Outcome, string>(name, {
    ...options,
    // The server keeps each result twice: with its picture and with the event of its end.
    streams: { events: { maxLen: keptResults } },
    // A worker that only looks must leave nothing.
    skipMetasUpdate: role === 'worker',
    defaultJobOptions: { removeOnComplete: { count: keptResults }, removeOnFail: { count: keptResults } },
  })
  queue.on('error', () => {})
  const key = (word: string): string => `${prefix}:${name}:${word}`
  return {
    options,
    add: async (job) => {
      await queue.add('picture', job, { jobId: idOf(job) })
    },
    find: async (job) => (await queue.getJob(idOf(job))) ?? null,
    addForwards: async (count) => {
      if (count > 0) await connection.multi().incrby(key('forwards'), count).expire(key('forwards'), keptSeconds).exec()
    },
    forwards: async () => Number(await connection.get(key('forwards'))),
    hasEnded: async () => (await connection.exists(key('ended'))) === 1,
    reopen: async () => {
      await connection.del(key('ended'))
    },
    end: async () => {
      await connection.set(key('ended'), '1', 'EX', keptSeconds)
      await queue.obliterate({ force: true })
      await connection.del(key('forwards'))
    },
    tidy: async () => {
      await connection.del(key('meta'), key('events'), key('stalled-check'))
    },
    close: async () => await queue.close(),
  }
}

/** The queue allows no colons. */
export function idOf({ id }: Pick<Job, 'id'>): string {
  return encodeURIComponent(id)
}
