import { Worker } from 'node:worker_threads'
import type { FromWorker, ToWorker } from './job.ts'
import { toPlainError } from './plain-error.ts'

/** What a worker process does with its jobs once it is open. */
export interface Workmanship<J, F, P, R> {
  /** What it says of itself. */
  readonly facts: F
  /** What can be made ready while the job before is under way. */
  readonly prepare: (job: J) => Promise<P>
  /** Does a job; one at a time. */
  readonly perform: (job: J, prepared: P) => Promise<R>
}

const reportEvery = 500

/**
 * The life of a process that works for a parent: messages in, messages out. A native crash or a model that never returns ends this process only.
 * `open` gets what the parent was told, and whom to tell of forwards.
 */
export function serveParent<S, J extends { readonly id: string }, F, P, R>(
  open: (settings: S, onForwards: (count: number) => void) => Promise<Workmanship<J, F, P, R>>,
): void {
  let worker: Workmanship<J, F, P, R> | null = null
  let isLeaving = false
  let unreported = 0
  let reportedAt = 0
  /** What this process was given, in order; the first is under way, the second is made ready meanwhile. */
  const jobs: { readonly job: J; readonly prepared: Promise<P> }[] = []
  let sent: Promise<unknown> = Promise.resolve()

  const send = (message: FromWorker<F, R>): void => {
    if (!process.connected) return
    const written = new Promise((done) => process.send!(message, undefined, undefined, done))
    sent = Promise.all([sent, written])
  }

  const countForwards = (count: number): void => {
    unreported += count
    if (unreported === 0 || performance.now() - reportedAt < reportEvery) return
    send({ kind: 'forwards', count: unreported })
    unreported = 0
    reportedAt = performance.now()
  }

  const leave = (): void => {
    void sent.then(() => process.exit(0))
  }

  const begin = async (settings: S): Promise<void> => {
    try {
      worker = await open(settings, countForwards)
      send({ kind: 'ready', facts: worker.facts })
    } catch (error) {
      send({ kind: 'refused', error: toPlainError(error) })
    }
  }

  const take = (job: J): void => {
    const prepared = worker!.prepare(job)
    // It is awaited when its turn comes; until then a failure is no unhandled one.
    prepared.catch(() => {})
    jobs.push({ job, prepared })
    if (jobs.length === 1) void work()
  }

  const work = async (): Promise<void> => {
    for (let next = jobs[0]; next && !isLeaving; next = jobs[0]) {
      const { id } = next.job
      send({ kind: 'started', id })
      try {
        const result = await worker!.perform(next.job, await next.prepared)
        countForwards(0)
        send({ kind: 'done', id, result, memory: process.memoryUsage().rss })
      } catch (error) {
        send({ kind: 'failed', id, error: toPlainError(error) })
      }
      jobs.shift()
    }
    if (isLeaving) leave()
  }

  process.on('message', (message: ToWorker<S, J>) => {
    switch (message.kind) {
      case 'open':
        void begin(message.settings)
        break
      case 'job':
        take(message.job)
        break
      case 'leave':
        isLeaving = true
        if (jobs.length === 0) leave()
    }
  })
  // Ctrl-C reaches all processes of a terminal; whether to stop is for the parent to say.
  process.on('SIGINT', () => {})
  process.on('disconnect', () => process.exit(0))
  if (!process.connected) process.exit(0)
  watch(Number(process.argv[2]), Number(process.argv[3]))
}

/**
 * A model that never returns lets no event through, so a thread of its own looks whether the parent, a process id, is still there, and whether this
 * process takes more memory, in bytes, than the machine can spare.
 */
function watch(parent: number, most: number): void {
  const code = `const { workerData: { parent, most } } = require('node:worker_threads')
    setInterval(() => {
      const taken = process.memoryUsage.rss()
      if (taken > most) require('node:fs').writeSync(2, 'out of memory: ' + taken + ' bytes taken, ' + most + ' allowed')
      if (taken > most || process.ppid !== parent) process.kill(process.pid, 'SIGKILL')
    }, 500)`
  const resourceLimits = { maxOldGenerationSizeMb: 8 }
  new Worker(code, { eval: true, workerData: { parent, most }, execArgv: [], env: {}, resourceLimits }).unref()
}
