// For the prefixes t in from..to of an order, and their complements: the sum over the rows of weight * table[distance], and for each region
// the same sum over the rows that show it.
//
// order u16[to]; table f64[regions + 1, 2], for a mask and for its complement; bits u64[stride, ceil(regions / 64)]; weights f64[stride];
// codes u8[regions, stride / 4]; groupSums f64[stride / 4, 16, 2], scratch; sums f64[to - from + 1, 2]; shown f64[to - from + 1, regions, 2].
//
// A region's code of a group of four rows picks one of the 16 partial sums of the group's terms: one look-up for four conditional additions. A mask
// and its complement are the lanes of a vector. Needs simd.

import { clearBits, hamming, setBit } from '../shared/mask-bits'

export function sumPrefixes(
  order: usize,
  table: usize,
  bits: usize,
  weights: usize,
  codes: usize,
  groupSums: usize,
  sums: usize,
  shown: usize,
  from: u32,
  to: u32,
  rows: u32,
  regions: u32,
  stride: u32,
): void {
  const words = (usize(regions) + 63) >> 6
  const prefix = clearBits(words)
  const groups = usize((rows + 3) >> 2)
  for (let t: u32 = 0; t <= to; t++) {
    if (t > 0) setBit(prefix, usize(load<u16>(order + ((usize(t) - 1) << 1))))
    if (t < from) continue
    sumGroups(prefix, words, table, bits, weights, groupSums, sums, rows)
    sumShown(groupSums, codes, usize(stride >> 2), groups, shown, regions)
    sums += 16
    shown += usize(regions) << 4
  }
}

/** Writes the partial sums of all groups, and the sum of all terms to `total`. */
function sumGroups(
  prefix: usize,
  words: usize,
  table: usize,
  bits: usize,
  weights: usize,
  into: usize,
  total: usize,
  rows: u32,
): void {
  const zero = f64x2.splat(0)
  const line = words << 3
  let sum = zero
  let left = rows
  for (; left >= 4; left -= 4) {
    const a = term(prefix, words, table, bits, weights)
    const b = term(prefix, words, table, bits + line, weights + 8)
    const c = term(prefix, words, table, bits + 2 * line, weights + 16)
    const d = term(prefix, words, table, bits + 3 * line, weights + 24)
    sum = f64x2.add(f64x2.add(f64x2.add(f64x2.add(sum, a), b), c), d)
    storeGroup(a, b, c, d, into)
    bits += 4 * line
    weights += 32
    into += 256
  }
  if (left > 0) {
    const a = term(prefix, words, table, bits, weights)
    const b = left > 1 ? term(prefix, words, table, bits + line, weights + 8) : zero
    const c = left > 2 ? term(prefix, words, table, bits + 2 * line, weights + 16) : zero
    sum = f64x2.add(f64x2.add(f64x2.add(sum, a), b), c)
    storeGroup(a, b, c, zero, into)
  }
  v128.store(total, sum)
}

// @ts-ignore: decorator
@inline
function term(prefix: usize, words: usize, table: usize, bits: usize, weight: usize): v128 {
  return f64x2.mul(v128.load64_splat(weight), v128.load(table + (hamming(prefix, bits, words) << 4)))
}

// @ts-ignore: decorator
@inline
function storeGroup(a: v128, b: v128, c: v128, d: v128, into: usize): void {
  const zero = f64x2.splat(0)
  const s1 = f64x2.add(zero, a)
  const s2 = f64x2.add(zero, b)
  const s3 = f64x2.add(s1, b)
  const s4 = f64x2.add(zero, c)
  const s5 = f64x2.add(s1, c)
  const s6 = f64x2.add(s2, c)
  const s7 = f64x2.add(s3, c)
  v128.store(into, zero)
  v128.store(into, s1, 16)
  v128.store(into, s2, 32)
  v128.store(into, s3, 48)
  v128.store(into, s4, 64)
  v128.store(into, s5, 80)
  v128.store(into, s6, 96)
  v128.store(into, s7, 112)
  v128.store(into, f64x2.add(zero, d), 128)
  v128.store(into, f64x2.add(s1, d), 144)
  v128.store(into, f64x2.add(s2, d), 160)
  v128.store(into, f64x2.add(s3, d), 176)
  v128.store(into, f64x2.add(s4, d), 192)
  v128.store(into, f64x2.add(s5, d), 208)
  v128.store(into, f64x2.add(s6, d), 224)
  v128.store(into, f64x2.add(s7, d), 240)
}

/** Four regions at a time keep four chains of additions going; past the last one it is taken again. */
function sumShown(groupSums: usize, codes: usize, stride: usize, groups: usize, shown: usize, regions: u32): void {
  const last = usize(regions - 1)
  const end = groupSums + (groups << 8)
  for (let x: usize = 0; x < regions; x += 4) {
    const second = min(x + 1, last)
    const third = min(x + 2, last)
    const fourth = min(x + 3, last)
    let codesA = codes + x * stride
    let codesB = codes + second * stride
    let codesC = codes + third * stride
    let codesD = codes + fourth * stride
    let a = f64x2.splat(0)
    let b = f64x2.splat(0)
    let c = f64x2.splat(0)
    let d = f64x2.splat(0)
    for (let group = groupSums; group < end; group += 256) {
      a = f64x2.add(a, v128.load(group + (usize(load<u8>(codesA++)) << 4)))
      b = f64x2.add(b, v128.load(group + (usize(load<u8>(codesB++)) << 4)))
      c = f64x2.add(c, v128.load(group + (usize(load<u8>(codesC++)) << 4)))
      d = f64x2.add(d, v128.load(group + (usize(load<u8>(codesD++)) << 4)))
    }
    v128.store(shown + (x << 4), a)
    v128.store(shown + (second << 4), b)
    v128.store(shown + (third << 4), c)
    v128.store(shown + (fourth << 4), d)
  }
}
