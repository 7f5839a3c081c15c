/** What a caller can get wrong, what can run out, and what a device can do: be lost, or object to a call that passed every check here. */
export type KernelErrorCode =
  | 'KERNEL_HANDLE'
  | 'KERNEL_SIZE'
  | 'KERNEL_INDEX'
  | 'KERNEL_MEMORY'
  | 'KERNEL_LOAD'
  | 'KERNEL_LOST'
  | 'KERNEL_DEVICE'

/** Names the value and the limit it broke. Recognise it by `code`. */
export class KernelError extends Error {
  override readonly name = 'KernelError'
  readonly code: KernelErrorCode

  constructor(code: KernelErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
