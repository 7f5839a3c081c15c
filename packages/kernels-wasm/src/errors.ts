/** What a caller can get wrong, and the two things that can run out. */
export type KernelErrorCode = 'KERNEL_HANDLE' | 'KERNEL_SIZE' | 'KERNEL_INDEX' | 'KERNEL_MEMORY' | 'KERNEL_LOAD'

/** Names the value and the limit it broke. Recognise it by `code`. */
export class KernelError extends Error {
  override readonly name = 'KernelError'
  readonly code: KernelErrorCode

  constructor(code: KernelErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
