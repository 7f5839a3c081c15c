import { KernelError } from './errors.ts'

const alignment = 64
const pageBytes = 65_536
const largestMemory = 65_536 * pageBytes

/** Blocks of one WebAssembly memory. A handle is an offset, a multiple of 64 and never 0, with the arena's own number above its 32 bits. */
export interface Arena {
  /** Reuses the first freed block that is large enough, else grows the memory, which detaches every view made before. */
  readonly allocate: (bytes: number) => number
  readonly release: (handle: number) => void
  /** Bytes asked for when the block was allocated. Throws KERNEL_HANDLE for anything that is not a live block of this arena. */
  readonly sizeOf: (handle: number) => number
}

/** Where a block starts. What takes an i32, as the modules do, needs no call: it drops the higher bits itself. */
export function offsetOf(handle: number): number {
  return handle >>> 0
}

/** A number from 1 to 2^20 - 1 by which an arena knows its own handles, which then stay exact. */
export function drawNumber(): number {
  const [bits] = crypto.getRandomValues(new Uint32Array(1))
  return 1 + (bits! % (2 ** 20 - 1))
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Hands out the memory from `base` on; what lies below belongs to the module. `number` is above the offset in every handle. */
export function createArena(memory: WebAssembly.Memory, base: number, number = 0): Arena {
  const live = new Map<number, number>()
  /** Free spans below `top`, ascending and never touching. */
  const free: Span[] = []
  let top = Math.max(alignment, alignUp(base))

  const take = (bytes: number): number => {
    const index = free.findIndex((span) => span.end - span.start >= bytes)
    if (index < 0) return extend(bytes)
    const { start, end } = free[index]!
    free.splice(index, 1, ...(end - start > bytes ? [{ start: start + bytes, end }] : []))
    return start
  }

  const extend = (bytes: number): number => {
    const last = free.at(-1)
    const start = last?.end === top ? last.start : top
    growTo(memory, start + bytes)
    if (start < top) free.pop()
    top = start + bytes
    return start
  }

  const sizeOf = (handle: number): number => {
    const bytes = live.get(handle)
    if (bytes === undefined)
      throw new KernelError('KERNEL_HANDLE', `${handle} is not a buffer of these kernels, or it was released.`)
    return bytes
  }

  return {
    allocate: (bytes) => {
      if (!Number.isInteger(bytes) || bytes < 1) {
        throw new KernelError('KERNEL_SIZE', `A buffer needs a whole number of bytes, at least 1; got ${bytes}.`)
      }
      const handle = number * 2 ** 32 + take(alignUp(bytes))
      live.set(handle, bytes)
      return handle
    },
    release: (handle) => {
      const start = offsetOf(handle)
      const end = start + alignUp(sizeOf(handle))
      live.delete(handle)
      insert(free, { start, end })
    },
    sizeOf,
  }
}

function growTo(memory: WebAssembly.Memory, end: number): void {
  const missing = end - memory.buffer.byteLength
  if (missing <= 0) return
  if (end > largestMemory) {
    throw new KernelError('KERNEL_MEMORY', `The kernels would need ${end} bytes at once; WebAssembly addresses ${largestMemory}.`)
  }
  try {
    memory.grow(Math.ceil(missing / pageBytes))
  } catch (cause) {
    throw new KernelError('KERNEL_MEMORY', `No memory for ${end} bytes of kernel buffers.`, cause)
  }
}

/** Puts a span among ascending ones that do not touch, joined with those it touches. */
function insert(spans: Span[], { start, end }: Span): void {
  const found = spans.findIndex((span) => span.start > start)
  const place = found < 0 ? spans.length : found
  const before = spans[place - 1]
  const after = spans[place]
  const joinsBefore = before?.end === start
  const joinsAfter = after?.start === end
  const joined = { start: joinsBefore ? before.start : start, end: joinsAfter ? after.end : end }
  spans.splice(joinsBefore ? place - 1 : place, Number(joinsBefore) + Number(joinsAfter), joined)
}

function alignUp(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment
}
