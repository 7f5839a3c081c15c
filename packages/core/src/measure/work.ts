import type { BufferHandle, KernelName, Kernels } from '../kernels/kernels.ts'
import type { Runtime } from '../model/runtime.ts'
import type { Clock, Contender } from './contender.ts'

/** Kernels that take part, and what runs the model of `gainPipeline` on their buffers. Both stay the caller's. */
export interface MeasuredBackend {
  readonly kernels: Kernels
  /** Absent: this backend takes no part in `gainPipeline`. */
  readonly runtime?: Runtime
  /** What computes, where it is not this machine's processor: the name of the graphics adapter. */
  readonly adapter?: string
  /** True on a software adapter. */
  readonly software?: boolean
}

/** Handles of a job's input buffers, by their names in the kernel's job. */
export type BufferHandles<Name extends string> = Readonly<Record<Name, BufferHandle>>

/** One kernel on inputs of one size, as plain data: also what a program outside takes. */
export interface KernelJob {
  readonly kernel: KernelName
  /** By the names of the kernel's job, in its order. */
  readonly sizes: Readonly<Record<string, number>>
  readonly inputs: Readonly<Record<string, Float32Array | Uint32Array | Uint16Array>>
  /** Floats. */
  readonly outputLength: number
  /** Whether the output stays where the kernels are, as pixels do, or is read by the host after every call, as scores are. */
  readonly stays: boolean
  readonly run: (kernels: Kernels, buffers: BufferHandles<string>, output: BufferHandle) => void
}

/** What is measured: some work of one size, and who can do it. */
export interface Work {
  /** The kernel's name, or `hsicScores` and `gainPipeline`, which are more than a kernel. */
  readonly name: WorkName
  readonly size: string
  /** What is counted per second, and how many of it one call makes. */
  readonly unit: string
  readonly perCall: number
  /** The larger of what must be read and what must be written: a copy of so many, which does both, is the yardstick; null where it says nothing. */
  readonly bytes: number | null
  /** The job itself, where it is one call of a kernel. */
  readonly job: KernelJob | null
  /** Null where this backend cannot take part. */
  readonly open: (backend: MeasuredBackend, clock: Clock) => Promise<Contender | null>
  /** The formula as it is defined, where that is another algorithm than the kernel's. */
  readonly definition?: (clock: Clock) => Contender
}

/** Everything that can be measured. */
export const workNames = [
  'maskRegions',
  'maskGrid',
  'accumulateGrid',
  'readout',
  'subsetGain',
  'hsic',
  'hsicScores',
  'gainPipeline',
] as const satisfies readonly (KernelName | 'hsicScores' | 'gainPipeline')[]
export type WorkName = (typeof workNames)[number]

/** A work whose making is put off: its data exist only while it is measured. */
export interface NamedWork {
  readonly name: WorkName
  /** About how long it takes beside the others. */
  readonly weight: number
  readonly make: () => Work
}
