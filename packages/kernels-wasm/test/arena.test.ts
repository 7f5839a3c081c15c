import { describe, expect, it } from 'vitest'
import { type Arena, createArena } from '../src/arena.ts'

const pageBytes = 65_536

function openArena(base = 0): { readonly arena: Arena; readonly memory: WebAssembly.Memory } {
  const memory = new WebAssembly.Memory({ initial: 1 })
  return { memory, arena: createArena(memory, base) }
}

describe('the arena', () => {
  it('starts above the module and never at 0', () => {
    expect(openArena(0).arena.allocate(1)).toBe(64)
    expect(openArena(1000).arena.allocate(1)).toBe(1024)
  })

  it('hands out multiples of 64 that do not overlap', () => {
    const { arena } = openArena()
    expect([arena.allocate(1), arena.allocate(64), arena.allocate(65), arena.allocate(1)]).toEqual([64, 128, 192, 320])
  })

  it('remembers the size that was asked for', () => {
    const { arena } = openArena()
    expect(arena.sizeOf(arena.allocate(65))).toBe(65)
  })

  it('reuses a freed block, and what is left of it', () => {
    const { arena } = openArena()
    const first = arena.allocate(256)
    arena.allocate(64)
    arena.release(first)
    expect([arena.allocate(128), arena.allocate(128)]).toEqual([first, first + 128])
  })

  it('joins freed neighbours, whichever is freed first', () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [0, 2, 1],
    ] as const) {
      const { arena } = openArena()
      const blocks = [arena.allocate(64), arena.allocate(64), arena.allocate(64)]
      arena.allocate(64)
      for (const index of order) arena.release(blocks[index]!)
      expect(arena.allocate(192)).toBe(blocks[0])
    }
  })

  it('grows from a freed block at its end', () => {
    const { arena } = openArena()
    arena.allocate(64)
    const last = arena.allocate(64)
    arena.release(last)
    expect(arena.allocate(1024)).toBe(last)
  })

  it('grows the memory by whole pages, no more than needed', () => {
    const { arena, memory } = openArena()
    arena.allocate(pageBytes - 64)
    expect(memory.buffer.byteLength).toBe(pageBytes)
    arena.allocate(1)
    expect(memory.buffer.byteLength).toBe(2 * pageBytes)
  })

  it('does not grow over many rounds of the same sizes', () => {
    const { arena, memory } = openArena()
    const round = () => [3000, 50_000, 700, 120_000].map((bytes) => arena.allocate(bytes))
    for (const block of round()) arena.release(block)
    const bytes = memory.buffer.byteLength
    for (let i = 0; i < 100; i++) for (const block of round().toReversed()) arena.release(block)
    expect(memory.buffer.byteLength).toBe(bytes)
  })

  it.each([0, -1, 1.5, Number.NaN, Infinity])('refuses %s bytes', (bytes) => {
    expect(() => openArena().arena.allocate(bytes)).toThrow(expect.objectContaining({ code: 'KERNEL_SIZE' }))
  })

  it('refuses to release what is no live block', () => {
    const { arena } = openArena()
    const block = arena.allocate(64)
    arena.release(block)
    for (const offset of [block, 0, block + 1]) {
      expect(() => arena.release(offset)).toThrow(expect.objectContaining({ code: 'KERNEL_HANDLE' }))
    }
  })

  it('says how much would be needed when memory cannot grow, and goes on as before', () => {
    const { arena } = openArena()
    expect(() => arena.allocate(2 ** 32)).toThrow(/4294967360 bytes/)
    expect(arena.allocate(64)).toBe(64)
  })

  it('counts offsets above 2 GiB as positive', () => {
    const memory = { buffer: { byteLength: 2 ** 31 + 2 * pageBytes } } as WebAssembly.Memory
    const arena = createArena(memory, 2 ** 31)
    expect(arena.allocate(64)).toBe(2 ** 31)
  })
})
