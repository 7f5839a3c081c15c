import { TelltaleError } from '@telltale/core'

/** MODEL_CRASHED: `what` happened to a worker, and how it ended. */
export function crashed(what: string, how: string): TelltaleError {
  return new TelltaleError(
    'MODEL_CRASHED',
    `${what}: ${how}.`,
    'Look at the picture and the model; --retry-failed tries it again.',
    { value: how },
  )
}

/** MODEL_TIMED_OUT, by what took so long. */
export function timedOut(what: string, seconds: number): TelltaleError {
  return new TelltaleError(
    'MODEL_TIMED_OUT',
    `${what} took longer than ${seconds} s.`,
    'Allow more time (--timeout), or a smaller --budget; --retry-failed tries it again.',
    { limit: seconds },
  )
}

/** CANCELLED, for a picture that was not begun. */
export function cancelled(): TelltaleError {
  return new TelltaleError('CANCELLED', 'The run was stopped before this picture.', 'Run the same command again to go on.')
}
