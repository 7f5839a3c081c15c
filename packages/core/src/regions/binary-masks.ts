/** A set of pixels, one bit each. */
export interface BinaryMask {
  readonly bits: Uint32Array
  /** Pixels in the set. */
  area: number
}

/** The pixels whose value is not zero. `values` has `channels` numbers per pixel, of which one is enough. */
export function maskOf(values: ArrayLike<number>, channels = 1): BinaryMask {
  const pixels = values.length / channels
  const bits = new Uint32Array(Math.ceil(pixels / 32))
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) continue
    const pixel = Math.floor(i / channels)
    bits[pixel >>> 5]! |= 1 << (pixel & 31)
  }
  return { bits, area: bits.reduce((area, word) => area + countOfWord(word), 0) }
}

/** Masks of a smaller share of the picture are left out. */
const smallestShare = 0.0005

/**
 * Labels of `pixels` pixels from masks that may overlap, by the rule of SMDL-Attribution for Segment Anything: pair by pair, an overlap that
 * is a larger share of the first mask than of the second stays with the first, else with the second. Masks that then cover at most 0.0005
 * of the picture are left out; the others are numbered in order, and pixels of none make one region more. The masks are changed.
 */
export function labelsOfMasks(masks: readonly BinaryMask[], pixels: number): Uint32Array {
  for (const [index, first] of masks.entries()) {
    for (let other = index + 1; other < masks.length; other++) separate(first, masks[other]!)
  }
  const kept = masks.filter(({ area }) => area > smallestShare * pixels)
  const labels = new Uint32Array(pixels).fill(kept.length)
  for (const [label, { bits }] of kept.entries()) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      if ((bits[pixel >>> 5]! >>> (pixel & 31)) & 1) labels[pixel] = label
    }
  }
  return labels
}

/** Takes what two masks share from the larger one, or from the first when they are equally large. */
function separate(first: BinaryMask, second: BinaryMask): void {
  let area = 0
  for (let i = 0; i < first.bits.length; i++) area += countOfWord(first.bits[i]! & second.bits[i]!)
  if (area === 0) return
  const [winner, loser] = area / first.area > area / second.area ? [first, second] : [second, first]
  for (let i = 0; i < loser.bits.length; i++) loser.bits[i]! &= ~winner.bits[i]!
  loser.area -= area
}

/** How many bits of a 32-bit word are set, summed in ever wider fields. */
function countOfWord(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
