// Masks as bits: region x of a mask is bit `x & 63` of word `x >> 6`. At most 1024 regions.

const bits = memory.data(128, 16)
const members = memory.data(2048, 16)

/** Starts an empty mask of as many words; returns where it lies. */
export function clearBits(words: usize): usize {
  memory.fill(bits, 0, words << 3)
  return bits
}

/** Puts region x into a mask. */
// @ts-ignore: decorator
@inline
export function setBit(mask: usize, x: usize): void {
  const word = mask + ((x >> 6) << 3)
  store<u64>(word, load<u64>(word) | ((<u64>1) << (x & 63)))
}

/** Packs a mask u8[regions] of 0 and 1; returns where the words lie. */
export function packMask(mask: usize, regions: u32): usize {
  clearBits((usize(regions) + 63) >> 6)
  for (let x: usize = 0; x < regions; x++) if (load<u8>(mask + x) != 0) setBit(bits, x)
  return bits
}

/** How many regions a mask u8[regions] shows. */
export function sizeOf(mask: usize, regions: u32): u32 {
  let size: u32 = 0
  for (let x: usize = 0; x < regions; x++) size += load<u8>(mask + x)
  return size
}

/** Lists the regions of a mask that are shown, or hidden, ascending; returns where the u16 numbers lie. */
export function listMembers(mask: usize, regions: u32, shown: u32): usize {
  let to = members
  for (let x: usize = 0; x < regions; x++) {
    if (load<u8>(mask + x) != shown) continue
    store<u16>(to, u16(x))
    to += 2
  }
  return members
}

/** In how many regions two masks of `words` words differ. */
// @ts-ignore: decorator
@inline
export function hamming(a: usize, b: usize, words: usize): usize {
  let distance: u64 = 0
  for (let word: usize = 0; word < words; word++) distance += popcnt(load<u64>(a + (word << 3)) ^ load<u64>(b + (word << 3)))
  return usize(distance)
}
