import { TelltaleError } from '../../errors.ts'
import { KernelError } from '../kernel-error.ts'
import type { BufferHandle, Kernels } from '../kernels.ts'

/** Buffers of the reference kernels, and views of them that a kernel may index without looking twice. */
export interface BufferTable extends Pick<Kernels, 'allocate' | 'release' | 'write' | 'read'> {
  readonly expose: (buffer: BufferHandle, floats: number) => Float32Array<ArrayBuffer>
  readonly bytes: (name: string, buffer: BufferHandle, length: number) => Uint8Array<ArrayBuffer>
  readonly doubles: (name: string, buffer: BufferHandle, length: number) => Float64Array<ArrayBuffer>
  readonly floats: (name: string, buffer: BufferHandle, length: number) => Float32Array<ArrayBuffer>
  readonly words: (name: string, buffer: BufferHandle, length: number) => Uint32Array<ArrayBuffer>
  readonly labels: (name: string, buffer: BufferHandle, length: number) => Uint16Array<ArrayBuffer>
  readonly clear: () => void
}

/** A table of array buffers; a handle is an index below a random part, by which a table knows its own. */
export function createBufferTable(): BufferTable {
  const buffers = new Map<number, ArrayBuffer>()
  let isClosed = false
  const [bits] = crypto.getRandomValues(new Uint32Array(1))
  let last = (bits! % 2 ** 20) * 2 ** 32

  const requireOpen = (): void => {
    if (isClosed) throw new KernelError('KERNEL_HANDLE', 'These kernels were disposed.')
  }
  const find = (buffer: BufferHandle): ArrayBuffer => {
    requireOpen()
    const found = buffers.get(buffer)
    if (found === undefined)
      throw new KernelError('KERNEL_HANDLE', `${buffer} is not a buffer of these kernels, or it was released.`)
    return found
  }
  const room = (name: string, buffer: BufferHandle, bytes: number): ArrayBuffer => {
    const found = find(buffer)
    if (found.byteLength < bytes) {
      throw new KernelError('KERNEL_SIZE', `${name} needs ${bytes} bytes; buffer ${buffer} has ${found.byteLength}.`)
    }
    return found
  }

  return {
    allocate: (bytes) => {
      requireOpen()
      if (!Number.isInteger(bytes) || bytes < 1) {
        throw new KernelError('KERNEL_SIZE', `A buffer needs a whole number of bytes, at least 1; got ${bytes}.`)
      }
      buffers.set(++last, newBuffer(bytes))
      return last as BufferHandle
    },
    release: (buffer) => {
      find(buffer)
      buffers.delete(buffer)
    },
    write: (buffer, data, byteOffset = 0) => {
      const to = room('A write', buffer, byteOffset + data.byteLength)
      if (!Number.isInteger(byteOffset) || byteOffset < 0) {
        throw new KernelError('KERNEL_SIZE', `byteOffset must be a whole number from 0; got ${byteOffset}.`)
      }
      new Uint8Array(to, byteOffset).set(asBytes(data))
    },
    read: async (buffer, into) => {
      asBytes(into).set(new Uint8Array(room('A read', buffer, into.byteLength), 0, into.byteLength))
    },
    expose: (buffer, floats) => new Float32Array(room('A view', buffer, 4 * floats), 0, floats),
    bytes: (name, buffer, length) => new Uint8Array(room(name, buffer, length), 0, length),
    doubles: (name, buffer, length) => new Float64Array(room(name, buffer, 8 * length), 0, length),
    floats: (name, buffer, length) => new Float32Array(room(name, buffer, 4 * length), 0, length),
    words: (name, buffer, length) => new Uint32Array(room(name, buffer, 4 * length), 0, length),
    labels: (name, buffer, length) => new Uint16Array(room(name, buffer, 2 * length), 0, length),
    clear: () => {
      isClosed = true
      buffers.clear()
    },
  }
}

function newBuffer(bytes: number): ArrayBuffer {
  try {
    return new ArrayBuffer(bytes)
  } catch (cause) {
    throw new TelltaleError(
      'BUDGET_MEMORY',
      `No memory for a buffer of ${bytes} bytes.`,
      'Allow smaller batches: lower --memory.',
      { value: bytes },
      cause,
    )
  }
}

function asBytes(data: ArrayBufferView): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
}
