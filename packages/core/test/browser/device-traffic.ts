import { onTestFinished } from 'vitest'

/** What one page's code does with its GPU, whoever does it: kernels, runtime or test. */
export interface DeviceTraffic {
  /** Bytes that were mapped to be read. */
  readonly bytesRead: () => number
  /** Buffers that were made and not destroyed, and their bytes. */
  readonly live: () => { readonly buffers: number; readonly bytes: number }
}

/** Counts until the test ends. */
export function watchTraffic(): DeviceTraffic {
  let bytesRead = 0
  const live = new Map<GPUBuffer, number>()
  const { mapAsync, destroy } = GPUBuffer.prototype
  const { createBuffer } = GPUDevice.prototype

  GPUBuffer.prototype.mapAsync = function (this: GPUBuffer, mode, offset = 0, size = this.size - offset) {
    if (mode === GPUMapMode.READ) bytesRead += size
    return mapAsync.call(this, mode, offset, size)
  }
  GPUBuffer.prototype.destroy = function (this: GPUBuffer) {
    live.delete(this)
    return destroy.call(this)
  }
  GPUDevice.prototype.createBuffer = function (this: GPUDevice, descriptor) {
    const buffer = createBuffer.call(this, descriptor)
    live.set(buffer, buffer.size)
    return buffer
  }
  onTestFinished(() => {
    Object.assign(GPUBuffer.prototype, { mapAsync, destroy })
    Object.assign(GPUDevice.prototype, { createBuffer })
  })
  return {
    bytesRead: () => bytesRead,
    live: () => ({ buffers: live.size, bytes: [...live.values()].reduce((sum, bytes) => sum + bytes, 0) }),
  }
}
