// For the prefixes t in from..to of an order, and their complements: the sum over the rows of weight * table[distance], and for each region
// the same sum over the rows that show it.
//
// order u16[to]; table f64[regions + 1, 2], for a mask and for its complement; bits u64[stride, ceil(regions / 64)]; weights f64[stride];
// codes u8[regions, stride / 4]; groupSums f64[stride / 4, 16, 2], scratch; sums f64[to - from + 1, 2]; shown f64[to - from + 1, regions, 2].
//
// A region's code of a group of four rows picks one of the 16 partial sums of the group's terms: one look-up for four conditional additions.

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
  let kept: f64 = 0
  let dropped: f64 = 0
  for (let first: u32 = 0; first < rows; first += 4) {
    store<f64>(into, 0)
    store<f64>(into, 0, 8)
    for (let b: u32 = 0; b < 4; b++) {
      const k = usize(first + b)
      let keptTerm: f64 = 0
      let droppedTerm: f64 = 0
      if (k < rows) {
        const pair = table + (hamming(prefix, bits + ((k * words) << 3), words) << 4)
        const weight = load<f64>(weights + (k << 3))
        keptTerm = weight * load<f64>(pair)
        droppedTerm = weight * load<f64>(pair, 8)
        kept += keptTerm
        dropped += droppedTerm
      }
      const half = into + (usize(16) << b)
      for (let sum = into, to = half; sum < half; sum += 16, to += 16) {
        store<f64>(to, load<f64>(sum) + keptTerm)
        store<f64>(to, load<f64>(sum, 8) + droppedTerm, 8)
      }
    }
    into += 256
  }
  store<f64>(total, kept)
  store<f64>(total, dropped, 8)
}

/** Two regions at a time keep four chains of additions going; the last of an odd number is taken twice. */
function sumShown(groupSums: usize, codes: usize, stride: usize, groups: usize, shown: usize, regions: u32): void {
  for (let x: u32 = 0; x < regions; x += 2) {
    const next = min(x + 1, regions - 1)
    const upper = codes + usize(x) * stride
    const lower = codes + usize(next) * stride
    let keptHere: f64 = 0
    let droppedHere: f64 = 0
    let keptNext: f64 = 0
    let droppedNext: f64 = 0
    for (let group: usize = 0; group < groups; group++) {
      const sums = groupSums + (group << 8)
      const here = sums + (usize(load<u8>(upper + group)) << 4)
      const there = sums + (usize(load<u8>(lower + group)) << 4)
      keptHere += load<f64>(here)
      droppedHere += load<f64>(here, 8)
      keptNext += load<f64>(there)
      droppedNext += load<f64>(there, 8)
    }
    store<f64>(shown + (usize(x) << 4), keptHere)
    store<f64>(shown + (usize(x) << 4), droppedHere, 8)
    store<f64>(shown + (usize(next) << 4), keptNext)
    store<f64>(shown + (usize(next) << 4), droppedNext, 8)
  }
}
