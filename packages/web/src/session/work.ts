import { type ReadonlySignal, signal } from '@preact/signals'
import { type Ending, type Pending, WorkFailed } from '../worker/client.ts'
import type { Failure } from '../worker/protocol.ts'

/** What the worker is asked for: one thing at a time is shown, and can be cancelled. */
export interface Work {
  readonly current: ReadonlySignal<Pending | null>
  readonly run: (pending: Pending) => Promise<Ending>
  readonly cancel: () => void
}

export function createWork(): Work {
  const current = signal<Pending | null>(null)
  return {
    current,
    run: async (pending) => {
      current.value = pending
      try {
        return await pending.ended
      } finally {
        if (current.value === pending) current.value = null
      }
    },
    cancel: () => current.value?.cancel(),
  }
}

/** The failure that a call ended with. Throws what is none. */
export function failureOfCall(error: unknown): Failure {
  if (error instanceof WorkFailed) return error.failure
  throw error
}

/** Any error of the page itself as a failure. */
export function failureOfPage(error: unknown): Failure {
  const {
    code = 'INTERNAL',
    message,
    fix = 'Report this: it is a fault in Telltale.',
    where = {},
  } = error as Partial<Failure> & Error
  return { code, message, fix, where }
}
