import { TelltaleError } from '@telltale/core'
import type { Failure } from './protocol.ts'

/** Any error as plain data with a code and a remedy. */
export function failureOf(error: unknown): Failure {
  if (error instanceof TelltaleError) return { code: error.code, message: error.message, fix: error.fix, where: error.where }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'INTERNAL', message, fix: 'This is a fault in Telltale, not in your files: report it.', where: {} }
}
