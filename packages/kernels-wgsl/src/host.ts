import type { BufferTable } from './buffers.ts'
import type { Dispatch } from './dispatch.ts'

/** What a kernel call works with: the buffers of its instance, and the way to the device. */
export interface Host {
  readonly table: BufferTable
  readonly dispatch: Dispatch
}
