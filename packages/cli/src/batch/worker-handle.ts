import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FromWorker, ToWorker } from './job.ts'

/** A worker process as its parent sees it. */
export interface WorkerHandle<S, J> {
  readonly pid: number | undefined
  readonly send: (message: ToWorker<S, J>) => void
  /** Ends it at once, whatever it does. */
  readonly kill: () => void
  /** Resolves once it has ended and all it said has arrived: how it ended, in words. */
  readonly ended: Promise<string>
}

/**
 * Starts a process that runs a program made by `serveParent` and ends itself above `mostMemory` bytes. `onMessage` gets what it says; `environment`
 * is all of its environment.
 */
export function startWorker<S, J, F, R>(
  program: URL,
  environment: Readonly<Record<string, string | undefined>>,
  mostMemory: number,
  onMessage: (message: FromWorker<F, R>) => void,
): WorkerHandle<S, J> {
  const child = fork(fileURLToPath(program), [String(process.pid), String(mostMemory)], {
    // Typed arrays, as maps and labels have, survive the way.
    serialization: 'advanced',
    // Each worker has one core: decoding must not take the others'.
    env: { ...environment, VIPS_CONCURRENCY: '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const lastWords = tailOf(child)
  child.on('message', onMessage)
  const ended = new Promise<string>((resolve) => {
    let how: string | null = null
    let isSilent = false
    const settle = (): void => {
      if (how !== null && isSilent) resolve(how)
    }
    child.on('disconnect', () => {
      isSilent = true
      settle()
    })
    child.on('exit', (code, signal) => {
      how = describeEnd(code, signal, lastWords())
      if (!child.connected) isSilent = true
      settle()
    })
    child.on('error', (error) => {
      how ??= error.message
      if (child.pid === undefined) isSilent = true
      settle()
    })
  })
  return {
    pid: child.pid,
    send: (message) => {
      // A worker that is gone says so by its end.
      if (child.connected) child.send(message, () => {})
    },
    kill: () => void child.kill('SIGKILL'),
    ended,
  }
}

const mostWords = 500

/** What a process that crashes prints last is often all there is to know. */
function tailOf({ stderr }: ChildProcess): () => string {
  let text = ''
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-mostWords)
  })
  return () => text.trim().split('\n').at(-1)?.trim() ?? ''
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null, lastWords: string): string {
  const end = signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`
  return lastWords === '' ? end : `${end}, saying "${lastWords}"`
}
