import { accumulateGrid } from './accumulate-grid/accumulate-grid.ts'
import { createBufferTable, keepCopy } from './buffers.ts'
import { checkSize } from './check.ts'
import { type PreparedDevice, prepareDevice } from './device.ts'
import { createDispatch } from './dispatch.ts'
import { KernelError } from './errors.ts'
import type { Host } from './host.ts'
import { hsic } from './hsic/hsic.ts'
import type { AccumulateGridJob, HsicJob, MaskGridJob, MaskRegionsJob, ReadoutJob, SubsetGainJob } from './jobs.ts'
import { maskGrid } from './mask-grid/mask-grid.ts'
import { maskRegions } from './mask-regions/mask-regions.ts'
import { createPool } from './pool.ts'
import { createReader } from './read.ts'
import { readout } from './readout/readout.ts'
import { subsetGain } from './subset-gain/subset-gain.ts'
import { kernelUsage, parameterUsage, stagingUsage } from './usage.ts'
import { createWatch } from './watch.ts'

/** What one instance holds of its device, and how much of it came back. */
export interface DeviceMemory {
  /** Buffers that were allocated and not released. */
  readonly allocated: number
  /** Buffers of the device, those that wait for their next use and those of the instance itself included. */
  readonly buffers: number
  readonly bytes: number
  /** Bytes that `read` has brought back so far. */
  readonly bytesRead: number
}

/**
 * Buffers of one device and the kernels on them. Every size and handle of a call is checked first and refused with a `KernelError`; calls
 * only enqueue. Once the device is lost every call but `release` throws KERNEL_LOST.
 */
export interface WgslKernels<Handle extends number = number> {
  readonly backend: 'webgpu'
  readonly device: GPUDevice
  /** A buffer with arbitrary contents. Throws KERNEL_MEMORY above what the device binds; memory that is short shows at `read`. */
  readonly allocate: (bytes: number) => Handle
  readonly release: (buffer: Handle) => void
  /** `byteOffset` is a multiple of 4; a write that ends inside a word leaves the rest of that word undefined. */
  readonly write: (buffer: Handle, data: ArrayBufferView, byteOffset?: number) => void
  /** Waits for the device. Throws KERNEL_MEMORY or KERNEL_DEVICE where it objected to an earlier call, KERNEL_LOST where it is gone. */
  readonly read: (buffer: Handle, into: ArrayBufferView) => Promise<void>
  /** The buffer itself, which may be larger; valid until it is released. */
  readonly expose: (buffer: Handle, floats: number) => GPUBuffer
  readonly maskRegions: (job: MaskRegionsJob<Handle>) => void
  readonly maskGrid: (job: MaskGridJob<Handle>) => void
  readonly accumulateGrid: (job: AccumulateGridJob<Handle>) => void
  readonly readout: (job: ReadoutJob<Handle>) => void
  readonly subsetGain: (job: SubsetGainJob<Handle>) => void
  readonly hsic: (job: HsicJob<Handle>) => void
  readonly memory: () => DeviceMemory
  /** Frees every buffer; every later call throws. The device stays as it is. */
  readonly dispose: () => void
}

export interface WgslOptions {
  /** Workgroups of one dispatch at most; WebGPU's own limit by default. Results do not depend on it. */
  readonly mostWorkgroups?: number
}

/** Compiles the kernels, once for each device. Throws KERNEL_LOAD when they do not compile, KERNEL_LOST when the device is gone. */
export async function createWgslKernels<Handle extends number = number>(
  device: GPUDevice,
  { mostWorkgroups = 65_535 }: WgslOptions = {},
): Promise<WgslKernels<Handle>> {
  return createOn(await prepareDevice(device), mostWorkgroups)
}

function createOn<Handle extends number>(prepared: PreparedDevice, mostWorkgroups: number): WgslKernels<Handle> {
  const { device } = prepared
  const watch = createWatch(prepared)
  const pools = [kernelUsage, stagingUsage, parameterUsage].map((usage) => createPool(device, watch, usage))
  const [storage, staging, parameters] = pools as [(typeof pools)[0], (typeof pools)[0], (typeof pools)[0]]
  const table = createBufferTable(storage)
  const reader = createReader(prepared, watch, staging)
  const live: Host = { table, dispatch: createDispatch(prepared, watch, parameters, mostWorkgroups) }
  let disposed = false

  const gone = (): KernelError => new KernelError('KERNEL_HANDLE', 'These kernels were disposed.')
  const host = (): Host => {
    if (disposed) throw gone()
    watch.requireAlive()
    return live
  }
  const room = (handle: number, bytes: number, byteOffset: number) => {
    const buffer = host().table.find(handle)
    checkSize('byteOffset', byteOffset, 0)
    checkSize('bytes', bytes, 0)
    if (byteOffset % 4 !== 0) throw new KernelError('KERNEL_SIZE', `byteOffset must be a multiple of 4; got ${byteOffset}.`)
    if (byteOffset + bytes > buffer.bytes) {
      throw new KernelError('KERNEL_SIZE', `${bytes} bytes at ${byteOffset} do not fit a buffer of ${buffer.bytes}.`)
    }
    return buffer
  }

  return {
    backend: 'webgpu',
    device,
    allocate: (bytes) => host().table.add(bytes) as Handle,
    // Whoever cleans up after a loss must get through.
    release: (buffer) => {
      if (disposed) throw gone()
      table.remove(buffer)
    },
    write: (handle, data, byteOffset = 0) => {
      const buffer = room(handle, data.byteLength, byteOffset)
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      keepCopy(buffer, bytes, byteOffset)
      watch.guard(() => device.queue.writeBuffer(buffer.gpu, byteOffset, wholeWords(bytes)))
    },
    read: async (buffer, into) => {
      const from = room(buffer, into.byteLength, 0)
      try {
        await reader.read(from, into)
      } catch (error) {
        throw disposed ? gone() : error
      }
    },
    expose: (buffer, floats) => room(buffer, 4 * floats, 0).gpu,
    maskRegions: (job) => maskRegions(host(), job),
    maskGrid: (job) => maskGrid(host(), job),
    accumulateGrid: (job) => accumulateGrid(host(), job),
    readout: (job) => readout(host(), job),
    subsetGain: (job) => subsetGain(host(), job),
    hsic: (job) => hsic(host(), job),
    memory: () => {
      const used = pools.map((pool) => pool.usage())
      return {
        allocated: table.count(),
        buffers: used.reduce((sum, { buffers }) => sum + buffers, 0),
        bytes: used.reduce((sum, { bytes }) => sum + bytes, 0),
        bytesRead: reader.bytesRead(),
      }
    },
    dispose: () => {
      disposed = true
      table.clear()
      for (const pool of pools) pool.clear()
    },
  }
}

/** The same bytes where a device takes them: whole words in memory of their own. */
function wholeWords(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.byteLength % 4 === 0 && bytes.buffer instanceof ArrayBuffer) return bytes as Uint8Array<ArrayBuffer>
  const padded = new Uint8Array(4 * Math.ceil(bytes.byteLength / 4))
  padded.set(bytes)
  return padded
}
