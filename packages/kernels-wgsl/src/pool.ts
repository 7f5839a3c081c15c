import { KernelError } from './errors.ts'
import type { DeviceWatch } from './watch.ts'

/** Memory of a device: what one instance made of it and still holds, handed out or waiting for its next use. */
export interface PoolUsage {
  readonly buffers: number
  readonly bytes: number
}

/** Buffers of one kind, used again by size. */
export interface Pool {
  /** A buffer of at least so many bytes, with arbitrary contents. Throws KERNEL_MEMORY above what the device binds. */
  readonly take: (bytes: number) => GPUBuffer
  readonly give: (buffer: GPUBuffer) => void
  readonly usage: () => PoolUsage
  /** Destroys every buffer, those handed out too. */
  readonly clear: () => void
}

// Runtimes read four vectors of four floats at a time, beyond the end of a tensor too.
const granularity = 256
/** Bytes that may wait unused; what was given back longest ago goes first. */
const mostWaiting = 64 * 1024 * 1024

/** An empty pool of buffers with these usage flags. */
export function createPool(device: GPUDevice, watch: DeviceWatch, usage: number): Pool {
  const all = new Set<GPUBuffer>()
  const waiting: GPUBuffer[] = []
  let bytes = 0
  let bytesWaiting = 0

  const create = (size: number): GPUBuffer => {
    const buffer = watch.guardMemory(
      size,
      () => device.createBuffer({ size, usage }),
      () => destroy(buffer),
    )
    all.add(buffer)
    bytes += size
    return buffer
  }
  const destroy = (buffer: GPUBuffer): void => {
    if (!all.delete(buffer)) return
    bytes -= buffer.size
    buffer.destroy()
  }

  return {
    take: (wanted) => {
      const size = Math.ceil(wanted / granularity) * granularity
      const most = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize)
      if (size > most)
        throw new KernelError('KERNEL_MEMORY', `The kernels would need ${wanted} bytes in one buffer; this device binds ${most}.`)
      const index = waiting.findLastIndex((buffer) => buffer.size === size)
      if (index < 0) return create(size)
      const [found] = waiting.splice(index, 1)
      bytesWaiting -= size
      return found!
    },
    give: (buffer) => {
      // Memory that never was is not used again.
      if (!all.has(buffer)) return
      waiting.push(buffer)
      bytesWaiting += buffer.size
      while (bytesWaiting > mostWaiting) {
        const oldest = waiting.shift()!
        bytesWaiting -= oldest.size
        destroy(oldest)
      }
    },
    usage: () => ({ buffers: all.size, bytes }),
    clear: () => {
      for (const buffer of all) buffer.destroy()
      all.clear()
      waiting.length = 0
      bytes = 0
      bytesWaiting = 0
    },
  }
}
