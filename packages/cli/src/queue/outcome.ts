import { TelltaleError } from '@telltale/core'
import type { ExplainedJob } from '../batch/job.ts'
import type { PlainError } from '../batch/plain-error.ts'
import { crashed } from '../batch/pool-errors.ts'

/** How a picture ended, as a worker says it. That a worker is lost it cannot say; of that the queue keeps count. */
export type Outcome =
  | { readonly status: 'done'; readonly explained: ExplainedJob }
  | { readonly status: 'failed'; readonly error: PlainError }

/** Families of errors that are a machine's own, not the picture's: another machine may do better. */
const ownFamilies = ['RUN_', 'BACKEND_', 'CANCELLED']

export function isOfThisMachine(error: unknown): boolean {
  return error instanceof TelltaleError && ownFamilies.some((family) => error.code.startsWith(family))
}

/** What the queue says of a picture whose workers were lost, one after the other. */
export function lostTwice(name: string, reason: string): TelltaleError {
  return crashed(`Two workers were lost, one after the other, while they worked on "${name}"`, reason)
}
