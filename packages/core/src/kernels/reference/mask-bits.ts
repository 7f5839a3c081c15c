/** Masks as bits: region x of a mask is bit `x & 31` of word `x >> 5`. */

/** Words of 32 bits that a mask takes: an even number, for other backends read 64 at a time. */
export function wordsOf(regions: number): number {
  return 2 * Math.ceil(regions / 64)
}

/** Packs a mask of 0 and 1 per region. */
export function packMask(mask: ArrayLike<number>): Uint32Array {
  const bits = new Uint32Array(wordsOf(mask.length))
  for (let x = 0; x < mask.length; x++) if (mask[x]) setBit(bits, x)
  return bits
}

/** The regions shown or those hidden, whichever are fewer, ascending; the former when they are as many. */
export function smallerSide(mask: Uint8Array): { readonly members: readonly number[]; readonly inverted: boolean } {
  const shown: number[] = []
  const hidden: number[] = []
  for (let x = 0; x < mask.length; x++) (mask[x] ? shown : hidden).push(x)
  const inverted = shown.length > hidden.length
  return { members: inverted ? hidden : shown, inverted }
}

/** Puts region x in. */
export function setBit(bits: Uint32Array, x: number): void {
  bits[x >> 5]! |= 1 << (x & 31)
}

/** In how many regions the mask differs from row `row` of the packed ones. */
export function hamming(mask: Uint32Array, rows: Uint32Array, row: number): number {
  const start = row * mask.length
  let distance = 0
  for (let word = 0; word < mask.length; word++) distance += countBits(mask[word]! ^ rows[start + word]!)
  return distance
}

function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
