import { Worker } from 'node:worker_threads'
import type { FromWorker, Job, ToWorker, WorkerSettings } from './job.ts'
import { openPictureWorker, type PictureWorker } from './picture-worker.ts'
import { toPlainError } from './plain-error.ts'

// The process that explains pictures for a parent: messages in, messages out. A native crash or a model that never returns ends this process only.

const reportEvery = 500

let worker: PictureWorker | null = null
let isLeaving = false
let unreported = 0
let reportedAt = 0
/** The pictures that this process was given, in order; the first is being explained, the second is decoded meanwhile. */
const jobs: { readonly job: Job; readonly picture: ReturnType<PictureWorker['prepare']> }[] = []

let sent: Promise<unknown> = Promise.resolve()

function send(message: FromWorker): void {
  if (!process.connected) return
  const written = new Promise((done) => process.send!(message, undefined, undefined, done))
  sent = Promise.all([sent, written])
}

process.on('message', (message: ToWorker) => {
  switch (message.kind) {
    case 'open':
      void open(message.settings)
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

async function open(settings: WorkerSettings): Promise<void> {
  try {
    worker = await openPictureWorker(settings, countForwards)
    send({ kind: 'ready', facts: worker.facts })
  } catch (error) {
    send({ kind: 'refused', error: toPlainError(error) })
  }
}

function take(job: Job): void {
  const picture = worker!.prepare(job)
  // It is awaited when its turn comes; until then a failure is no unhandled one.
  picture.catch(() => {})
  jobs.push({ job, picture })
  if (jobs.length === 1) void work()
}

async function work(): Promise<void> {
  for (let next = jobs[0]; next && !isLeaving; next = jobs[0]) {
    const { id } = next.job
    send({ kind: 'started', id })
    try {
      const explained = await worker!.explain(next.job, await next.picture)
      countForwards(0)
      send({ kind: 'done', id, explained, memory: process.memoryUsage().rss })
    } catch (error) {
      send({ kind: 'failed', id, error: toPlainError(error) })
    }
    jobs.shift()
  }
  if (isLeaving) leave()
}

function countForwards(count: number): void {
  unreported += count
  if (unreported === 0 || performance.now() - reportedAt < reportEvery) return
  send({ kind: 'forwards', count: unreported })
  unreported = 0
  reportedAt = performance.now()
}

function leave(): void {
  void sent.then(() => process.exit(0))
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
