import { type ErrorCode, type ErrorPlace, TelltaleError } from '@telltale/core'

/** An error as plain data, to be sent from one process to another. */
export type PlainError =
  | { readonly code: ErrorCode; readonly message: string; readonly fix: string; readonly where: ErrorPlace }
  | { readonly code: null; readonly message: string; readonly stack: string }

export function toPlainError(error: unknown): PlainError {
  if (error instanceof TelltaleError) {
    const { code, message, fix, where } = error
    return { code, message, fix, where }
  }
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error))
  return { code: null, message, stack }
}

export function fromPlainError(plain: PlainError): Error {
  if (plain.code !== null) return new TelltaleError(plain.code, plain.message, plain.fix, plain.where)
  return Object.assign(new Error(plain.message), { stack: plain.stack })
}
