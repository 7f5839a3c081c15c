import type { KernelBuffer } from './buffers.ts'
import type { PreparedDevice } from './device.ts'
import type { Pool } from './pool.ts'
import { mapForReading } from './usage.ts'
import type { DeviceWatch } from './watch.ts'

/** Brings results back from a device: the one place that waits for it. */
export interface Reader {
  readonly read: (buffer: KernelBuffer, into: ArrayBufferView) => Promise<void>
  readonly bytesRead: () => number
}

/** A reader whose staging buffers come from this pool. */
export function createReader({ device }: PreparedDevice, watch: DeviceWatch, staging: Pool): Reader {
  let total = 0

  const read = async (from: KernelBuffer, into: ArrayBufferView): Promise<void> => {
    const bytes = into.byteLength
    const size = 4 * Math.ceil(bytes / 4)
    const to = staging.take(Math.max(4, size))
    watch.guard(() => {
      const encoder = device.createCommandEncoder()
      encoder.copyBufferToBuffer(from.gpu, 0, to, 0, size)
      device.queue.submit([encoder.finish()])
    })
    try {
      await to.mapAsync(mapForReading, 0, size)
      new Uint8Array(into.buffer, into.byteOffset, bytes).set(new Uint8Array(to.getMappedRange(0, size), 0, bytes))
    } catch (cause) {
      await watch.fail(cause)
    } finally {
      // Also where the caller's memory is gone by now: a buffer that stays mapped is of no use to the next.
      to.unmap()
      staging.give(to)
    }
    total += bytes
    await watch.settle()
  }

  return { read, bytesRead: () => total }
}
