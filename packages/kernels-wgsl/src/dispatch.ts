import type { Binding } from './buffers.ts'
import type { PreparedDevice } from './device.ts'
import type { KernelName } from './pipelines.ts'
import type { Pool } from './pool.ts'
import type { DeviceWatch } from './watch.ts'

/** One kernel call, checked. */
export interface Call {
  /** In the order of the shader's bindings, the output last. */
  readonly bindings: readonly Binding[]
  /** What the shader's `Params` holds, in its order. */
  readonly sizes: readonly number[]
  /** Threads of each step. */
  readonly threads: readonly number[]
}

/** Enqueues a kernel. */
export type Dispatch = (kernel: KernelName, call: Call) => void

/** Threads of a workgroup, as every shader says. */
const workgroup = 64
/** Bytes of the largest `Params`, in whole vectors. */
const parameterBytes = 64

/** The way from checked calls to a device, at most so many workgroups at once: what is left over, each thread strides to. */
export function createDispatch(
  { device, pipelines }: PreparedDevice,
  watch: DeviceWatch,
  parameters: Pool,
  mostWorkgroups: number,
): Dispatch {
  const most = Math.min(mostWorkgroups, device.limits.maxComputeWorkgroupsPerDimension)
  // One per kernel: the queue writes it and runs the kernel in the order of the calls.
  const kept = new Map<KernelName, GPUBuffer>()
  const parametersOf = (kernel: KernelName): GPUBuffer => {
    const buffer = kept.get(kernel) ?? parameters.take(parameterBytes)
    kept.set(kernel, buffer)
    return buffer
  }

  return (kernel, { bindings, sizes, threads }) => {
    const { layout, steps } = pipelines[kernel]
    // What the host wrote to the output is soon no longer what it holds.
    bindings.at(-1)!.buffer.copy = null
    watch.guard(() => {
      const buffer = parametersOf(kernel)
      device.queue.writeBuffer(buffer, 0, Uint32Array.from(sizes))
      const group = device.createBindGroup({
        layout,
        entries: [
          { binding: 0, resource: { buffer } },
          ...bindings.map(({ buffer: { gpu }, bytes }, index) => ({
            binding: index + 1,
            resource: { buffer: gpu, size: wholeVectors(bytes) },
          })),
        ],
      })
      const encoder = device.createCommandEncoder()
      const pass = encoder.beginComputePass()
      pass.setBindGroup(0, group)
      steps.forEach((pipeline, index) => {
        if (threads[index] === 0) return
        pass.setPipeline(pipeline)
        pass.dispatchWorkgroups(Math.min(most, Math.ceil(threads[index]! / workgroup)))
      })
      pass.end()
      device.queue.submit([encoder.finish()])
    })
  }
}

/** A binding has whole elements, the largest of which take 16 bytes, and is never empty; buffers have room for that. */
function wholeVectors(bytes: number): number {
  return Math.max(16, 16 * Math.ceil(bytes / 16))
}
