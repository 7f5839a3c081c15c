import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Opened } from './open-model-process.ts'

/** Opens models in a process of its own, since the native runtime may end the one it is in. */
export interface ModelOpener {
  /** What opening the model, looking inside it and deriving its gradient came to; `crashed` where the process ended. */
  readonly open: (model: Uint8Array) => Promise<Opened>
  /** Models that ended the process. */
  readonly crashes: () => number
  readonly close: () => void
}

/** Milliseconds after which a process that says nothing is ended. */
const patience = 60_000

const sources = new URL('../../../cli/test/batch/sources.mjs', import.meta.url).href

export function createModelOpener(): ModelOpener {
  let child: ChildProcess | null = null
  let crashes = 0
  return {
    open: async (model) => {
      child ??= start()
      const told = once(child, 'message').then(([opened]) => opened as Opened)
      const gone = once(child, 'exit').then(([code, signal]): Opened => {
        child = null
        return { outcome: signal === 'SIGKILL' ? 'hung' : `crashed: ${signal ?? code}`, reached: 'nothing', peak: 0 }
      })
      const timer = setTimeout(() => child?.kill('SIGKILL'), patience)
      child.send(model)
      const opened = await Promise.race([told, gone])
      clearTimeout(timer)
      child?.removeAllListeners()
      if (opened.outcome.startsWith('crashed')) crashes++
      return opened
    },
    crashes: () => crashes,
    close: () => child?.kill(),
  }
}

function start(): ChildProcess {
  return fork(fileURLToPath(new URL('open-model-process.ts', import.meta.url)), {
    execArgv: ['--conditions=telltale:source', `--import=${sources}`],
    serialization: 'advanced',
    // What a crash prints is no news here.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}
