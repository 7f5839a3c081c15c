/** Every code a `TelltaleError` can carry. Codes are public API: each has an entry in `docs/errors.md` and a test. */
export const errorCodes = [
  'USAGE_UNKNOWN_METHOD',
  'USAGE_METHOD_UNSUITED',
  'USAGE_UNKNOWN_METRIC',
  'USAGE_UNKNOWN_STUDY',
  'USAGE_FLAG',
  'USAGE_PARAMETER',
  'USAGE_CLASS_UNKNOWN',
  'USAGE_CLASS_AMBIGUOUS',
  'USAGE_REGIONS',
  'PICTURE_UNREADABLE',
  'PICTURE_TOO_LARGE',
  'PICTURE_UNSUPPORTED',
  'MAP_UNREADABLE',
  'MODEL_UNREADABLE',
  'MODEL_TOO_LARGE',
  'MODEL_UNSUPPORTED_OPERATOR',
  'MODEL_OUTPUT_AMBIGUOUS',
  'MODEL_NOT_A_CLASSIFIER',
  'MODEL_EXTERNAL_DATA_OUTSIDE',
  'MODEL_NOT_FINITE',
  'MODEL_CRASHED',
  'MODEL_TIMED_OUT',
  'GRADIENT_NO_RULE',
  'GRADIENT_TOO_LARGE',
  'BACKEND_UNAVAILABLE',
  'BACKEND_PROBE_FAILED',
  'BACKEND_LOST',
  'BUDGET_SPENT',
  'BUDGET_MEMORY',
  'DOCUMENT_INVALID',
  'DOCUMENT_VERSION',
  'DATASET_UNREADABLE',
  'RUN_CONFIGURATION_DIFFERS',
  'RUN_DISK',
  'RUN_IN_USE',
  'QUEUE_UNAVAILABLE',
  'CANCELLED',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** What the error is about: the file, the offending value and the limit it broke. */
export interface ErrorPlace {
  readonly file?: string
  readonly value?: string | number
  readonly limit?: string | number
}

/** The one error a user of Telltale sees: a stable code, a message that says what happened, and what to do about it. */
export class TelltaleError extends Error {
  override readonly name = 'TelltaleError'
  readonly code: ErrorCode
  /** The remedy, as an instruction. */
  readonly fix: string
  readonly where: ErrorPlace

  constructor(code: ErrorCode, message: string, fix: string, where: ErrorPlace = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.fix = fix
    this.where = where
  }
}

/** Throws `CANCELLED` when the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new TelltaleError('CANCELLED', 'The explanation was cancelled.', 'Run it again to start over.')
}
