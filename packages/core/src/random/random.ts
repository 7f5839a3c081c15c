/** A repeatable stream of numbers: draw `n` depends on the seed and `n` only. */
export interface Random {
  /** The next number in [0, 1). */
  readonly next: () => number
  /** Draw number `index` (0-based) of the same stream, without moving it. */
  readonly at: (index: number) => number
}

const increment = 0x6d2b79f5

/** Mulberry32 as a counter-based generator: draw n (1-based) hashes `seed + n * 0x6D2B79F5`. `seed` is taken modulo 2^32. */
export function createRandom(seed: number): Random {
  const at = (index: number): number => drawAt(seed, index)
  let drawn = 0
  return { at, next: () => at(drawn++) }
}

/** Draw number `index` (0-based) of the stream of `createRandom(seed)`, for loops that ask for one draw of many streams. */
export function drawAt(seed: number, index: number): number {
  return hash((seed + Math.imul(index + 1, increment)) | 0)
}

function hash(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

/** The numbers 0..count-1 in random order (Fisher and Yates). */
export function shuffled(count: number, random: Random): Uint16Array {
  const order = Uint16Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1))
    const swap = order[i]!
    order[i] = order[j]!
    order[j] = swap
  }
  return order
}
