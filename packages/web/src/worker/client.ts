import type { Failure, FromWorker, ToWorker } from './protocol.ts'

type Call = ToWorker extends infer Message ? (Message extends { readonly call: number } ? Omit<Message, 'call'> : never) : never

/** What arrives for one call before it ends. */
export type Arrival = Extract<FromWorker, { readonly type: 'progress' | 'partial' | 'loading' | 'measuring' }>
/** How a call ends when it succeeds. */
export type Ending = Extract<FromWorker, { readonly type: 'ready' | 'looked' | 'done' | 'suited' | 'examined' | 'measured' }>

/** A failure that arrived from the worker. */
export class WorkFailed extends Error {
  override readonly name = 'WorkFailed'
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/** A call under way. */
export interface Pending {
  readonly ended: Promise<Ending>
  /** Asks for an end after the current batch; `ended` then rejects with CANCELLED. */
  readonly cancel: () => void
}

/** The one worker that owns runtime, kernels and device. */
export interface WorkerClient {
  readonly call: (message: Call, onArrival?: (arrival: Arrival) => void) => Pending
  /** Ends whatever runs at once: the worker is thrown away, and a new one starts with nothing opened. */
  readonly restart: () => void
}

interface Waiting {
  readonly resolve: (ending: Ending) => void
  readonly reject: (error: WorkFailed) => void
  readonly onArrival: ((arrival: Arrival) => void) | undefined
}

/** Starts the worker when first needed, so that the first paint does not wait for it. */
export function createWorkerClient(start: () => Worker): WorkerClient {
  let worker: Worker | null = null
  let calls = 0
  const waiting = new Map<number, Waiting>()

  const failAll = (failure: Failure): void => {
    for (const { reject } of waiting.values()) reject(new WorkFailed(failure))
    waiting.clear()
  }
  const receive = ({ data }: MessageEvent<FromWorker>): void => {
    const pending = waiting.get(data.call)
    if (!pending) return
    switch (data.type) {
      case 'progress':
      case 'partial':
      case 'loading':
      case 'measuring':
        pending.onArrival?.(data)
        return
      case 'failed':
        waiting.delete(data.call)
        pending.reject(new WorkFailed(data.failure))
        return
      default:
        waiting.delete(data.call)
        pending.resolve(data)
    }
  }
  const running = (): Worker => {
    if (worker) return worker
    worker = start()
    worker.addEventListener('message', receive)
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      drop()
      failAll(stopped(event.message))
    })
    return worker
  }
  const drop = (): void => {
    worker?.terminate()
    worker = null
  }

  return {
    call: (message, onArrival) => {
      const call = ++calls
      const ended = new Promise<Ending>((resolve, reject) => {
        waiting.set(call, { resolve, reject, onArrival })
      })
      running().postMessage({ ...message, call })
      return { ended, cancel: () => worker?.postMessage({ type: 'cancel', call: ++calls, stop: call } satisfies ToWorker) }
    },
    restart: () => {
      drop()
      failAll({ code: 'CANCELLED', message: 'The work was stopped.', fix: 'Start it again.', where: {} })
    },
  }
}

function stopped(message: string): Failure {
  return {
    code: 'MODEL_CRASHED',
    message: `The part of the page that computes has stopped${message ? `: ${message}` : ''}.`,
    fix: 'Try again; if it happens with the same model again, the model needs more memory than this page may use.',
    where: {},
  }
}
