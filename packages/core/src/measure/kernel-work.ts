import type { BufferHandle, Kernels } from '../kernels/kernels.ts'
import type { Clock, Contender } from './contender.ts'
import { identify } from './identify.ts'
import type { BufferHandles, KernelJob, MeasuredBackend, Work } from './work.ts'

interface Described extends KernelJob {
  readonly size: string
  readonly unit: string
  readonly perCall: number
  /** What is read of the inputs where that is not all of them. */
  readonly bytesRead?: number
}

/** A single call of a kernel as work. */
export function kernelWork({ size, unit, perCall, bytesRead, ...job }: Described): Work {
  const read = bytesRead ?? Object.values(job.inputs).reduce((sum, { byteLength }) => sum + byteLength, 0)
  return {
    name: job.kernel,
    size,
    unit,
    perCall,
    bytes: Math.max(read, 4 * job.outputLength),
    job,
    open: async (backend, clock) => openJob(job, backend, clock),
  }
}

function openJob(job: KernelJob, backend: MeasuredBackend, clock: Clock): Contender {
  const { kernels } = backend
  const held: BufferHandle[] = []
  const hold = (bytes: number): BufferHandle => {
    const buffer = kernels.allocate(bytes)
    held.push(buffer)
    return buffer
  }
  const buffers = Object.fromEntries(
    Object.entries(job.inputs).map(([name, data]) => {
      const buffer = hold(Math.max(4, data.byteLength))
      kernels.write(buffer, data)
      return [name, buffer]
    }),
  )
  const result = new Float32Array(job.outputLength)
  const output = hold(result.byteLength)
  return {
    ...identify(backend),
    time: job.stays ? timeStaying(job, kernels, buffers, output, clock) : timeRead(job, kernels, buffers, output, result, clock),
    spoil: () => kernels.write(output, result.fill(Number.NaN)),
    output: async () => {
      await kernels.read(output, result)
      return result
    },
    close: async () => {
      for (const buffer of held) kernels.release(buffer)
    },
  }
}

type Buffers = BufferHandles<string>

/** Calls one after the other; what waits for a device is the read of a single number at the end. */
function timeStaying(job: KernelJob, kernels: Kernels, buffers: Buffers, output: BufferHandle, clock: Clock): Contender['time'] {
  const first = new Float32Array(1)
  return async (repeats) => {
    const start = clock()
    for (let i = 0; i < repeats; i++) job.run(kernels, buffers, output)
    await kernels.read(output, first)
    return clock() - start
  }
}

/** Each call with the read of its output. */
function timeRead(
  job: KernelJob,
  kernels: Kernels,
  buffers: Buffers,
  output: BufferHandle,
  result: Float32Array,
  clock: Clock,
): Contender['time'] {
  return async (repeats) => {
    const start = clock()
    for (let i = 0; i < repeats; i++) {
      job.run(kernels, buffers, output)
      await kernels.read(output, result)
    }
    return clock() - start
  }
}
