import type { HostKernels } from '../kernels/host-kernels.ts'
import type { BufferHandle } from '../kernels/kernels.ts'
import { rowStart } from '../math/packed-cholesky.ts'
import type { MaskKernel } from './mask-kernel.ts'

/** The numbers of a surrogate, where its host kernels compute on them. Buffers that grow are replaced: read them from here anew. */
export interface SurrogateMemory {
  readonly host: HostKernels
  readonly regions: number
  /** Rows the buffers have room for; a multiple of four. */
  readonly capacity: number
  /** f64[N + 1, 2]: covariance of a mask at each Hamming distance, and of its complement. */
  readonly table: BufferHandle
  /** u8[N]: the mask that a call is about. */
  readonly mask: BufferHandle
  /** u64[capacity, ceil(N / 64)]: the measured masks, a bit per region. */
  readonly bits: BufferHandle
  /** u8[N, capacity / 4]: bit k of `[x, g]` says whether mask 4g + k shows region x. */
  readonly codes: BufferHandle
  /** f64[N, capacity]: `linear (mask - 1/2)` of each measured mask, by region. */
  readonly linear: BufferHandle
  /** f64[capacity]: linear covariance of each measured mask with the empty one. */
  readonly linearAtEmpty: BufferHandle
  /** Packed Cholesky factor of the covariance of the masks plus noise. */
  readonly factor: BufferHandle
  /** f64[capacity]: `covariance^-1 (y - mean of y)`. */
  readonly weights: BufferHandle
  /** f64[capacity]: `factor^-1 y` and `factor^-1 1`, which grow with the factor, so that a fit is one back substitution. */
  readonly solvedValues: BufferHandle
  readonly solvedOnes: BufferHandle
  /** Makes room for so many rows, more than before, and keeps what is there. */
  readonly grow: (capacity: number) => void
}

const firstCapacity = 128

/** Memory for the first rows of a surrogate. */
export function createSurrogateMemory(host: HostKernels, { regions: N, table }: MaskKernel): SurrogateMemory {
  const words = Math.ceil(N / 64)
  const memory = {
    host,
    regions: N,
    capacity: firstCapacity,
    table: host.allocate(16 * (N + 1)),
    mask: host.allocate(N),
    bits: host.allocate(8 * words * firstCapacity),
    codes: host.allocate((N * firstCapacity) / 4),
    linear: host.allocate(8 * N * firstCapacity),
    linearAtEmpty: host.allocate(8 * firstCapacity),
    factor: host.allocate(8 * rowStart(firstCapacity)),
    weights: host.allocate(8 * firstCapacity),
    solvedValues: host.allocate(8 * firstCapacity),
    solvedOnes: host.allocate(8 * firstCapacity),
    grow,
  }
  host.write(
    memory.table,
    Float64Array.from({ length: 2 * (N + 1) }, (_, i) => table[i % 2 === 0 ? i / 2 : N - (i - 1) / 2]!),
  )
  return memory

  function grow(to: number): void {
    const from = memory.capacity
    memory.bits = widened(memory.bits, 1, 8 * words * from, 8 * words * to)
    memory.codes = widened(memory.codes, N, from / 4, to / 4)
    memory.linear = widened(memory.linear, N, 8 * from, 8 * to)
    memory.factor = widened(memory.factor, 1, 8 * rowStart(from), 8 * rowStart(to))
    memory.linearAtEmpty = widened(memory.linearAtEmpty, 1, 8 * from, 8 * to)
    memory.weights = widened(memory.weights, 1, 8 * from, 8 * to)
    memory.solvedValues = widened(memory.solvedValues, 1, 8 * from, 8 * to)
    memory.solvedOnes = widened(memory.solvedOnes, 1, 8 * from, 8 * to)
    memory.capacity = to
  }

  /** The same rows of `bytes` each, with room for more in each. */
  function widened(buffer: BufferHandle, rows: number, bytes: number, room: number): BufferHandle {
    const wider = host.allocate(rows * room)
    const from = host.bytes(buffer, rows * bytes)
    const into = host.bytes(wider, rows * room)
    for (let row = 0; row < rows; row++) into.set(from.subarray(row * bytes, (row + 1) * bytes), row * room)
    host.release(buffer)
    return wider
  }
}
