/** A call that breaks the contract of `Kernels`: a defect of the caller, not of a user's input. */
export class KernelError extends Error {
  override readonly name = 'KernelError'
  readonly code: 'KERNEL_HANDLE' | 'KERNEL_SIZE' | 'KERNEL_INDEX'

  constructor(code: KernelError['code'], message: string) {
    super(message)
    this.code = code
  }
}
