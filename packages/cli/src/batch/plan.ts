import { duration } from '../output/duration.ts'
import type { WorkerFacts } from './job.ts'

/** What a run is going to take, as far as that is known before it starts. */
export interface Plan {
  readonly pictures: number
  /** Of them, settled in earlier runs. */
  readonly before: number
  readonly workers: number
  /** Bytes that a worker may take between two pictures: one that has grown beyond is replaced. */
  readonly memoryPerWorker: number
  /** Bytes of all processes together. */
  readonly memory: number
  readonly forwardsPerPicture: number | null
  readonly milliseconds: number | null
}

/** Room for two decoded pictures of up to 25 million pixels, and for what the runtime and the decoder keep. */
const workingBytes = 400 * 1024 * 1024

/** Share of a worker's time that goes to forwards. */
const forwardShare = 0.9

/** Plans a run of so many pictures on so many workers. */
export function planRun(
  { forwardMilliseconds, expectedForwards, memory }: WorkerFacts,
  { pictures, before, workers }: Pick<Plan, 'pictures' | 'before' | 'workers'>,
): Plan {
  const memoryPerWorker = memory.open + memory.evaluator + workingBytes
  return {
    pictures,
    before,
    workers,
    memoryPerWorker,
    memory: process.memoryUsage().rss + workers * memoryPerWorker,
    forwardsPerPicture: expectedForwards,
    milliseconds:
      expectedForwards === null
        ? null
        : ((pictures - before) * expectedForwards * forwardMilliseconds) / forwardShare / Math.max(1, workers),
  }
}

/** `1000 pictures, 400 of them settled before; about 540 forwards each, about 43 min on 2 workers, at most 1.3 GB of memory`. */
export function planLine(plan: Plan): string {
  const { pictures, before, workers, forwardsPerPicture, milliseconds, memory } = plan
  const settled = before === 0 ? '' : `, ${before} of them settled before`
  const forwards = forwardsPerPicture === null ? '' : `about ${forwardsPerPicture} forwards each, `
  const time = milliseconds === null ? 'time unknown' : `about ${duration(milliseconds)}`
  const on = `${workers} ${workers === 1 ? 'worker' : 'workers'}`
  return `${pictures} ${pictures === 1 ? 'picture' : 'pictures'}${settled}; ${forwards}${time} on ${on}, at most ${gigabytes(memory)} of memory`
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`
}
