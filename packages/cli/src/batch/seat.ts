import type { ExplainedJob, Job, WorkerFacts } from './job.ts'
import type { WorkerHandle } from './worker-handle.ts'

/** A job with whom to tell how it ended. */
export interface Task {
  readonly job: Job
  readonly resolve: (explained: ExplainedJob) => void
  readonly reject: (error: unknown) => void
  /** Its worker ended: no other picture shares the next one with it. */
  isAlone: boolean
}

/** A worker process and what it was given. */
export interface Seat {
  readonly handle: WorkerHandle
  facts: WorkerFacts | null
  /** The first is being explained, the second read and decoded. */
  readonly tasks: Task[]
  timer: NodeJS.Timeout | null
  hasTimedOut: boolean
  /** Gets no further work. */
  isLeaving: boolean
}

/** From now on the worker has so many seconds before it is ended. */
export function setTimer(seat: Seat, seconds: number): void {
  clearTimer(seat)
  seat.timer = setTimeout(() => {
    seat.hasTimedOut = true
    seat.handle.kill()
  }, 1000 * seconds)
}

export function clearTimer(seat: Seat): void {
  if (seat.timer) clearTimeout(seat.timer)
  seat.timer = null
}
