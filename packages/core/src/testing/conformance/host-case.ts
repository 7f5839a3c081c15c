import type { HostKernelName, HostKernels } from '../../kernels/host-kernels.ts'
import type { BufferHandle } from '../../kernels/kernels.ts'

/** One call of one host kernel: what its buffers hold, and the call. Every buffer must end with the bits that the reference leaves in it. */
export interface HostCase {
  readonly kernel: HostKernelName
  readonly name: string
  readonly buffers: Readonly<Record<string, ArrayBufferView>>
  readonly run: (kernels: HostKernels, buffers: Readonly<Record<string, BufferHandle>>) => void
}

/** A case is described lazily: its data exist only while it runs. */
export interface NamedHostCase {
  readonly name: string
  readonly build: () => HostCase
}
