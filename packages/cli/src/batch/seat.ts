import type { WorkerHandle } from './worker-handle.ts'

/** A job with whom to tell how it ended. */
export interface Task<J, R> {
  readonly job: J
  readonly resolve: (result: R) => void
  readonly reject: (error: unknown) => void
  /** Its worker ended: no other picture shares the next one with it. */
  isAlone: boolean
}

/** A worker process and what it was given. */
export interface Seat<S, J, F, R> {
  readonly handle: WorkerHandle<S, J>
  facts: F | null
  /** The first is under way, the second is made ready. */
  readonly tasks: Task<J, R>[]
  timer: NodeJS.Timeout | null
  hasTimedOut: boolean
  /** Gets no further work. */
  isLeaving: boolean
}

type Timed = Pick<Seat<never, never, never, never>, 'timer' | 'hasTimedOut'> & { readonly handle: { readonly kill: () => void } }

/** From now on the worker has so many seconds before it is ended. */
export function setTimer(seat: Timed, seconds: number): void {
  clearTimer(seat)
  seat.timer = setTimeout(() => {
    seat.hasTimedOut = true
    seat.handle.kill()
  }, 1000 * seconds)
}

export function clearTimer(seat: Timed): void {
  if (seat.timer) clearTimeout(seat.timer)
  seat.timer = null
}
