// For one mask: the sum over the rows of weight * table[distance], then for each region that sum over the rows that come nearer when the
// region moves.
//
// mask u8[regions]; table f64[regions + 1, 2], of which the first column is read; bits u64[stride, ceil(regions / 64)]; weights f64[stride];
// codes u8[regions, stride / 4]; nearer u8[regions, stride / 4] and groupSums f64[stride / 4, 16], both written; output f64[1 + regions].
// Two partial sums, and 16 codes, are a vector. Needs simd.

import { hamming, packMask } from '../shared/mask-bits'

export function sumTowards(
  mask: usize,
  table: usize,
  bits: usize,
  weights: usize,
  codes: usize,
  nearer: usize,
  groupSums: usize,
  output: usize,
  rows: u32,
  regions: u32,
  stride: u32,
): void {
  const words = (usize(regions) + 63) >> 6
  const groups = usize((rows + 3) >> 2)
  store<f64>(output, sumGroups(packMask(mask, regions), words, table, bits, weights, groupSums, rows))
  const line = usize(stride >> 2)
  for (let x: usize = 0; x < regions; x++) {
    flipCodes(codes + x * line, nearer + x * line, groups, load<u8>(mask + x) != 0 ? 15 : 0)
  }
  const last = usize(regions - 1)
  const end = groupSums + (groups << 7)
  output += 8
  // Four regions at a time keep four chains of additions going; past the last one it is taken again.
  for (let x: usize = 0; x < regions; x += 4) {
    const second = min(x + 1, last)
    const third = min(x + 2, last)
    const fourth = min(x + 3, last)
    let codesA = nearer + x * line
    let codesB = nearer + second * line
    let codesC = nearer + third * line
    let codesD = nearer + fourth * line
    let a: f64 = 0
    let b: f64 = 0
    let c: f64 = 0
    let d: f64 = 0
    for (let group = groupSums; group < end; group += 128) {
      a += load<f64>(group + (usize(load<u8>(codesA++)) << 3))
      b += load<f64>(group + (usize(load<u8>(codesB++)) << 3))
      c += load<f64>(group + (usize(load<u8>(codesC++)) << 3))
      d += load<f64>(group + (usize(load<u8>(codesD++)) << 3))
    }
    store<f64>(output + (x << 3), a)
    store<f64>(output + (second << 3), b)
    store<f64>(output + (third << 3), c)
    store<f64>(output + (fourth << 3), d)
  }
}

/** A row comes nearer when it shows what the mask hides, or hides what it shows. */
function flipCodes(codes: usize, nearer: usize, groups: usize, flip: u8): void {
  const sixteens = groups & ~15
  const flips = i8x16.splat(flip)
  let group: usize = 0
  for (; group < sixteens; group += 16) v128.store(nearer + group, v128.xor(v128.load(codes + group), flips))
  for (; group < groups; group++) store<u8>(nearer + group, load<u8>(codes + group) ^ flip)
}

/** Writes the 16 partial sums of each group of four terms, and returns the sum of all. */
function sumGroups(mask: usize, words: usize, table: usize, bits: usize, weights: usize, into: usize, rows: u32): f64 {
  const line = words << 3
  let total: f64 = 0
  let left = rows
  for (; left >= 4; left -= 4) {
    const a = term(mask, words, table, bits, weights)
    const b = term(mask, words, table, bits + line, weights + 8)
    const c = term(mask, words, table, bits + 2 * line, weights + 16)
    const d = term(mask, words, table, bits + 3 * line, weights + 24)
    total = total + a + b + c + d
    storeGroup(a, b, c, d, into)
    bits += 4 * line
    weights += 32
    into += 128
  }
  if (left > 0) {
    const a = term(mask, words, table, bits, weights)
    const b = left > 1 ? term(mask, words, table, bits + line, weights + 8) : 0
    const c = left > 2 ? term(mask, words, table, bits + 2 * line, weights + 16) : 0
    total = total + a + b + c
    storeGroup(a, b, c, 0, into)
  }
  return total
}

// @ts-ignore: decorator
@inline
function term(mask: usize, words: usize, table: usize, bits: usize, weight: usize): f64 {
  return load<f64>(weight) * load<f64>(table + (hamming(mask, bits, words) << 4))
}

// @ts-ignore: decorator
@inline
function storeGroup(a: f64, b: f64, c: f64, d: f64, into: usize): void {
  const zero = f64x2.splat(0)
  const s01 = f64x2.replace_lane(zero, 1, 0 + a)
  const s23 = f64x2.add(s01, f64x2.splat(b))
  const third = f64x2.splat(c)
  const s45 = f64x2.add(s01, third)
  const s67 = f64x2.add(s23, third)
  const fourth = f64x2.splat(d)
  v128.store(into, s01)
  v128.store(into, s23, 16)
  v128.store(into, s45, 32)
  v128.store(into, s67, 48)
  v128.store(into, f64x2.add(s01, fourth), 64)
  v128.store(into, f64x2.add(s23, fourth), 80)
  v128.store(into, f64x2.add(s45, fourth), 96)
  v128.store(into, f64x2.add(s67, fourth), 112)
}
