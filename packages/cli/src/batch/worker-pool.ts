import { totalmem } from 'node:os'
import { TelltaleError } from '@telltale/core'
import type { FromWorker } from './job.ts'
import type { JobPerformer } from './job-performer.ts'
import { fromPlainError } from './plain-error.ts'
import { cancelled, crashed, timedOut } from './pool-errors.ts'
import { clearTimer, type Seat, setTimer, type Task } from './seat.ts'
import { startWorker } from './worker-handle.ts'

/** A program for worker processes, made by `serveParent`: what it is told, its jobs, what it says of itself, and what comes of a job. */
export interface WorkerProgram<S, J, F, R> {
  readonly url: URL
  /** Never there: the types of the messages that the program takes and sends. */
  readonly messages?: readonly [S, J, F, R]
}

export interface PoolOptions<S, J, F, R> {
  readonly program: WorkerProgram<S, J, F, R>
  readonly settings: S
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Seconds that each picture may take; opening the model may take as long, and five minutes at least. */
  readonly timeout: number
  /** Stops waiting for the model. */
  readonly signal: AbortSignal
  readonly onForwards: (count: number) => void
}

/**
 * Worker processes. They start as there is work for them, and are replaced when they end. A job, one picture, whose worker ends is tried once
 * more, alone; then it is MODEL_CRASHED. One that takes too long is MODEL_TIMED_OUT.
 */
export interface WorkerPool<J, F, R> extends JobPerformer<J, R> {
  /** What the first worker said of itself. */
  readonly facts: F
  /** How many workers there may be, and the memory in bytes from which one is replaced; 1 and no bound at first. */
  readonly allow: (workers: number, memory: number) => void
  /** Ends all workers. */
  readonly close: () => Promise<void>
}

/** Seconds that opening a model may take, however little a picture may. */
const leastOpening = 300

/** Share of the machine's memory that all workers together may take, however a single picture makes them grow. */
const memoryShare = 0.8

/** Workers that end one after another before they are ready: the next would, too. */
const mostFailedStarts = 3

/** Starts the first worker and waits until its model is open. Throws what opening throws, MODEL_CRASHED, MODEL_TIMED_OUT and CANCELLED. */
export async function openWorkerPool<S, J extends { readonly id: string; readonly name: string }, F, R>(
  options: PoolOptions<S, J, F, R>,
): Promise<WorkerPool<J, F, R>> {
  type ThisSeat = Seat<S, J, F, R>
  type ThisTask = Task<J, R>
  const { program, settings, environment, timeout, signal, onForwards } = options
  const seats = new Set<ThisSeat>()
  const queue: ThisTask[] = []
  let limit = { workers: 1, memory: Number.POSITIVE_INFINITY }
  let failedStarts = 0
  let broken: TelltaleError | null = null
  let isStopped = false
  let opened: { readonly resolve: (facts: F) => void; readonly reject: (error: unknown) => void } | null = null

  function startSeat(): void {
    const seat: ThisSeat = {
      handle: startWorker<S, J, F, R>(program.url, environment, (memoryShare * totalmem()) / limit.workers, (message) =>
        hear(seat, message),
      ),
      facts: null,
      tasks: [],
      timer: null,
      hasTimedOut: false,
      isLeaving: false,
    }
    seats.add(seat)
    setTimer(seat, Math.max(timeout, leastOpening))
    seat.handle.send({ kind: 'open', settings })
    void seat.handle.ended.then((how) => bury(seat, how))
  }

  function hear(seat: ThisSeat, message: FromWorker<F, R>): void {
    switch (message.kind) {
      case 'ready':
        failedStarts = 0
        seat.facts = message.facts
        clearTimer(seat)
        opened?.resolve(message.facts)
        schedule()
        break
      case 'refused':
        breakDown(fromPlainError(message.error))
        break
      case 'started':
        setTimer(seat, timeout)
        break
      case 'forwards':
        onForwards(message.count)
        break
      case 'done':
        if (message.memory > limit.memory) dismiss(seat)
        finish(seat, message.id, ({ resolve }) => resolve(message.result))
        break
      case 'failed':
        finish(seat, message.id, ({ reject }) => reject(fromPlainError(message.error)))
    }
  }

  function finish(seat: ThisSeat, id: string, settle: (task: ThisTask) => void): void {
    const index = seat.tasks.findIndex(({ job }) => job.id === id)
    if (index < 0) return
    clearTimer(seat)
    settle(seat.tasks.splice(index, 1)[0]!)
    schedule()
  }

  /** Hands out work: first to workers that have none, then to new ones, and only then a second picture to each. */
  function schedule(): void {
    const take = (seat: ThisSeat, isTaken: (task: ThisTask) => boolean): void => {
      const index = queue.findIndex(isTaken)
      if (index >= 0) hand(seat, queue.splice(index, 1)[0]!)
    }
    const ready = [...seats].filter(({ facts, isLeaving }) => facts !== null && !isLeaving)
    for (const seat of ready) if (seat.tasks.length === 0) take(seat, () => true)
    const starting = [...seats].filter(({ facts }) => facts === null).length
    const free = broken || isStopped ? 0 : limit.workers - seats.size
    for (let more = Math.min(free, queue.length - starting); more > 0; more--) startSeat()
    if (seats.size < limit.workers || starting > 0) return
    for (const seat of ready) if (seat.tasks.length === 1 && !seat.tasks[0]!.isAlone) take(seat, ({ isAlone }) => !isAlone)
  }

  function hand(seat: ThisSeat, task: ThisTask): void {
    seat.tasks.push(task)
    seat.handle.send({ kind: 'job', job: task.job })
  }

  function dismiss(seat: ThisSeat): void {
    seat.isLeaving = true
    seat.handle.send({ kind: 'leave' })
  }

  function bury(seat: ThisSeat, how: string): void {
    seats.delete(seat)
    clearTimer(seat)
    const [current, ...others] = seat.tasks.splice(0)
    if (seat.facts === null && !seat.isLeaving) startFailed(seat, how)
    else if (seat.hasTimedOut && current) {
      current.reject(timedOut(current.job.name, timeout))
      queue.unshift(...others)
    } else if (seat.isLeaving) giveBack([current, ...others])
    else retryAlone([current, ...others], how)
    schedule()
  }

  function giveBack(tasks: readonly (ThisTask | undefined)[]): void {
    for (const task of tasks) {
      if (task && isStopped) task.reject(cancelled())
      else if (task) queue.unshift(task)
    }
  }

  function retryAlone(tasks: readonly (ThisTask | undefined)[], how: string): void {
    for (const task of tasks) {
      if (task?.isAlone) task.reject(crashed(`The process that worked on "${task.job.name}" ended twice`, how))
      else if (task && isStopped) task.reject(cancelled())
      else if (task) {
        task.isAlone = true
        queue.unshift(task)
      }
    }
  }

  function startFailed(seat: ThisSeat, how: string): void {
    failedStarts++
    if (seat.hasTimedOut) breakDown(timedOut('The model', Math.max(timeout, leastOpening)))
    else if (opened !== null || failedStarts >= mostFailedStarts)
      breakDown(crashed('A worker ended while it opened the model', how))
  }

  function breakDown(error: unknown): void {
    broken ??= error instanceof TelltaleError ? error : crashed('A worker could not start', String(error))
    opened?.reject(error)
    for (const { reject } of queue.splice(0)) reject(broken)
  }

  async function close(): Promise<void> {
    isStopped = true
    const ends = Array.from(seats, (seat) => {
      seat.isLeaving = true
      seat.handle.kill()
      return seat.handle.ended
    })
    await Promise.all(ends)
  }

  const facts = await new Promise<F>((resolve, reject) => {
    opened = { resolve, reject }
    if (signal.aborted) reject(cancelled())
    else startSeat()
    signal.addEventListener('abort', () => reject(cancelled()), { once: true })
  }).catch(async (error: unknown) => {
    await close()
    throw error
  })
  opened = null

  return {
    facts,
    allow: (workers, memory) => {
      limit = { workers, memory }
    },
    perform: (job) =>
      new Promise((resolve, reject) => {
        if (broken || isStopped) reject(broken ?? cancelled())
        else queue.push({ job, resolve, reject, isAlone: false })
        schedule()
      }),
    // One that is explained and one that is decoded for each worker, and one that is read.
    lanes: () => 2 * limit.workers + 1,
    broken: () => broken,
    stop: () => {
      isStopped = true
      for (const { reject } of queue.splice(0)) reject(cancelled())
      for (const seat of seats) dismiss(seat)
    },
    finish: () => Promise.resolve(),
    close,
  }
}
