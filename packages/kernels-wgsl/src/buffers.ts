import { KernelError } from './errors.ts'
import type { Pool } from './pool.ts'

/** A live buffer: what was asked for, and the device's memory behind it, which may be larger. */
export interface KernelBuffer {
  readonly bytes: number
  readonly gpu: GPUBuffer
  /** What the host wrote, where that is little enough to be kept: indices are checked by it, since a device cannot be asked in time. */
  copy: Uint8Array<ArrayBuffer> | null
}

/** A buffer in a kernel call, and how many of its bytes the kernel touches. */
export interface Binding {
  readonly buffer: KernelBuffer
  readonly bytes: number
}

/** Buffers of one instance by handle. */
export interface BufferTable {
  readonly add: (bytes: number) => number
  readonly remove: (handle: number) => void
  /** Throws KERNEL_HANDLE for anything that is not a live buffer of this instance. */
  readonly find: (handle: number) => KernelBuffer
  readonly count: () => number
  readonly clear: () => void
}

/** Indices of one call: the contract's limit on regions, and more masks than any batch has. */
const mostIndices = 65_536
const bytesKept = 4 * mostIndices

/** An empty table over a pool. Handles are never used twice, and those of two instances differ by a random part. */
export function createBufferTable(pool: Pool): BufferTable {
  const buffers = new Map<number, KernelBuffer>()
  let last = randomPart() * 2 ** 32

  const find = (handle: number): KernelBuffer => {
    const found = buffers.get(handle)
    if (found === undefined) throw new KernelError('KERNEL_HANDLE', 'This is not a buffer of these kernels, or it was released.')
    return found
  }

  return {
    add: (bytes) => {
      if (!Number.isInteger(bytes) || bytes < 1) {
        throw new KernelError('KERNEL_SIZE', `A buffer needs a whole number of bytes, at least 1; got ${bytes}.`)
      }
      buffers.set(++last, { bytes, gpu: pool.take(bytes), copy: null })
      return last
    },
    remove: (handle) => {
      pool.give(find(handle).gpu)
      buffers.delete(handle)
    },
    find,
    count: () => buffers.size,
    clear: () => buffers.clear(),
  }
}

/** Remembers what the host wrote to a small buffer. */
export function keepCopy(buffer: KernelBuffer, data: Uint8Array, byteOffset: number): void {
  if (byteOffset >= bytesKept) return
  buffer.copy ??= new Uint8Array(Math.min(buffer.bytes, bytesKept))
  buffer.copy.set(data.subarray(0, buffer.copy.length - byteOffset), byteOffset)
}

/** The first words that the host wrote to a buffer of indices; zeros where it wrote none. */
export function writtenWords(name: string, { copy }: KernelBuffer, count: number): Uint32Array {
  if (count > mostIndices)
    throw new KernelError('KERNEL_SIZE', `${name} must be at most ${mostIndices} numbers here; got ${count}.`)
  return copy ? new Uint32Array(copy.buffer, 0, count) : new Uint32Array(count)
}

/** 1 to 2^20 - 1: with the 32 bits below, a handle stays an exact number. */
function randomPart(): number {
  const [bits] = crypto.getRandomValues(new Uint32Array(1))
  return 1 + (bits! % (2 ** 20 - 1))
}
