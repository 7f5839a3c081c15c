import { TelltaleError } from '../errors.ts'

/**
 * What an error of a kernel package means to a user: BUDGET_MEMORY with `memoryFix`, BACKEND_LOST, or the error itself, which is then a
 * defect of the caller.
 */
export function meaningOf(cause: unknown, memoryFix: string, bytes?: number): unknown {
  if (!(cause instanceof Error)) return cause
  if (codeOf(cause) === 'KERNEL_MEMORY') {
    return new TelltaleError('BUDGET_MEMORY', cause.message, memoryFix, bytes === undefined ? {} : { value: bytes }, cause)
  }
  if (codeOf(cause) === 'KERNEL_LOST') return lost(cause.message, cause)
  return cause
}

/** A device that is gone. */
export function lost(message: string, cause?: unknown): TelltaleError {
  const fix = 'Explain again: that takes a new device. If it is lost again, choose the backend "wasm-simd".'
  return new TelltaleError('BACKEND_LOST', message, fix, {}, cause)
}

/** The code of an error. Packages' errors are known by it: core must not need their classes. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** What an error says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** A backend that is not here, or not on this machine. */
export function unavailable(message: string, fix: string, cause?: unknown): TelltaleError {
  return new TelltaleError('BACKEND_UNAVAILABLE', message, fix, {}, cause)
}
