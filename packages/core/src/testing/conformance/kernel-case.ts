import type { BufferHandle, KernelName, Kernels } from '../../kernels/kernels.ts'

/** What a buffer is filled with. */
export type BufferData = Float32Array | Uint32Array | Uint16Array

/** Handles of a case's input buffers, by their names in the kernel's job. */
export type BufferHandles<Name extends string> = Readonly<Record<Name, BufferHandle>>

/** One call of one kernel: inputs made from a seed, what the f64 reference says of them, and how far from it a backend may be. */
export interface KernelCase {
  readonly kernel: KernelName
  readonly name: string
  readonly inputs: Readonly<Record<string, BufferData>>
  readonly outputLength: number
  readonly run: (kernels: Kernels, buffers: BufferHandles<string>, output: BufferHandle) => void
  readonly expect: (output: Float64Array) => void
  /** Largest deviation allowed at an index of the output. 0 asks for the same bits. */
  readonly allow: (index: number, expected: Float64Array) => number
  /** What else must hold of the output: a sentence that says what is wrong, or null. */
  readonly relate?: (output: Float32Array) => string | null
}

/** A case is described lazily: its data exist only while it runs. */
export interface NamedCase {
  readonly name: string
  readonly build: () => KernelCase
}
