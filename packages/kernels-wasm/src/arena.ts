import { KernelError } from './errors.ts'

const alignment = 64
const pageBytes = 65_536
const largestMemory = 65_536 * pageBytes

/** Blocks of one WebAssembly memory. Offsets are multiples of 64 and never 0. */
export interface Arena {
  /** Reuses the first freed block that is large enough, else grows the memory, which detaches every view made before. */
  readonly allocate: (bytes: number) => number
  readonly release: (offset: number) => void
  /** Bytes asked for when the block was allocated. Throws KERNEL_HANDLE for anything that is not a live block. */
  readonly sizeOf: (offset: number) => number
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Hands out the memory from `base` on; what lies below belongs to the module. */
export function createArena(memory: WebAssembly.Memory, base: number): Arena {
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

  const sizeOf = (offset: number): number => {
    const bytes = live.get(offset)
    if (bytes === undefined)
      throw new KernelError('KERNEL_HANDLE', `${offset} is not a buffer of these kernels, or it was released.`)
    return bytes
  }

  return {
    allocate: (bytes) => {
      if (!Number.isInteger(bytes) || bytes < 1) {
        throw new KernelError('KERNEL_SIZE', `A buffer needs a whole number of bytes, at least 1; got ${bytes}.`)
      }
      const offset = take(alignUp(bytes))
      live.set(offset, bytes)
      return offset
    },
    release: (offset) => {
      const end = offset + alignUp(sizeOf(offset))
      live.delete(offset)
      insert(free, { start: offset, end })
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
