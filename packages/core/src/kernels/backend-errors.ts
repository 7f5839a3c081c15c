import { TelltaleError } from '../errors.ts'

/**
 * What an error of a kernel package means to a user: BUDGET_MEMORY with `memoryFix`, BACKEND_LOST, or the error itself, which is then a
 * defect of the caller. Packages' errors are known by their code: core must not need their classes.
 */
export function meaningOf(cause: unknown, memoryFix: string, bytes?: number): unknown {
  if (!(cause instanceof Error && 'code' in cause)) return cause
  if (cause.code === 'KERNEL_MEMORY') {
    return new TelltaleError('BUDGET_MEMORY', cause.message, memoryFix, bytes === undefined ? {} : { value: bytes }, cause)
  }
  if (cause.code === 'KERNEL_LOST') {
    return new TelltaleError(
      'BACKEND_LOST',
      cause.message,
      'Explain again: that takes a new device. If it is lost again, choose the backend "wasm-simd".',
      {},
      cause,
    )
  }
  return cause
}

/** A backend that is not here, or not on this machine. */
export function unavailable(message: string, fix: string, cause?: unknown): TelltaleError {
  return new TelltaleError('BACKEND_UNAVAILABLE', message, fix, {}, cause)
}
