import { join } from 'node:path'
import { journalsIn, readJournal } from '@telltale/core'

/** What a journal says of one file. */
export interface KnownFile {
  readonly key: string | null
  readonly status: 'done' | 'failed'
  /** Bytes and time of change (milliseconds) when it was read: an untouched file is not read again. */
  readonly size: number | null
  readonly modified: number | null
  readonly truth: number | string | null
}

/** What became of a run's pictures so far. */
export interface RunState {
  /** By key; what is done is never undone. */
  readonly settled: Map<string, 'done' | 'failed'>
  /** By path, seen from the run's folder. */
  readonly files: Map<string, KnownFile>
  /** Takes up a journal line. */
  readonly visit: (line: unknown) => void
}

export function createRunState(): RunState {
  const settled: RunState['settled'] = new Map()
  const files: RunState['files'] = new Map()
  return {
    settled,
    files,
    visit: (line) => {
      const { key, status, file, size, modified, truth } = line as Record<string, unknown>
      const name = typeof key === 'string' ? key : null
      if (name !== null && (status === 'done' || status === 'failed') && settled.get(name) !== 'done') settled.set(name, status)
      if (typeof file !== 'string') return
      files.set(file, {
        key: name,
        status: status === 'failed' ? 'failed' : 'done',
        size: typeof size === 'number' ? size : null,
        modified: typeof modified === 'number' ? modified : null,
        truth: typeof truth === 'number' || typeof truth === 'string' ? truth : null,
      })
    },
  }
}

/** The state of a run that nobody is to change; a new one where there is no folder. */
export async function readRunState(folder: string): Promise<RunState> {
  const state = createRunState()
  for (const name of await journalsIn(folder).catch(() => [])) readJournal(join(folder, name), state.visit)
  return state
}
