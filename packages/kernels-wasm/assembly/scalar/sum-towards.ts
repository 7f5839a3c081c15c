// For one mask: the sum over the rows of weight * table[distance], then for each region that sum over the rows that come nearer when the
// region moves.
//
// mask u8[regions]; table f64[regions + 1, 2], of which the first column is read; bits u64[stride, ceil(regions / 64)]; weights f64[stride];
// codes u8[regions, stride / 4]; nearer u8[regions, stride / 4] and groupSums f64[stride / 4, 16], both written; output f64[1 + regions].

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
  for (let x: u32 = 0; x < regions; x++, codes += line, nearer += line) {
    output += 8
    // A row comes nearer when it shows what the mask hides, or hides what it shows.
    const flip: usize = load<u8>(mask + usize(x)) != 0 ? 15 : 0
    let sum: f64 = 0
    for (let group: usize = 0; group < groups; group++) {
      const code = usize(load<u8>(codes + group)) ^ flip
      store<u8>(nearer + group, u8(code))
      sum += load<f64>(groupSums + (group << 7) + (code << 3))
    }
    store<f64>(output, sum)
  }
}

/** Writes the 16 partial sums of each group of four terms, and returns the sum of all. */
function sumGroups(mask: usize, words: usize, table: usize, bits: usize, weights: usize, into: usize, rows: u32): f64 {
  let total: f64 = 0
  for (let first: u32 = 0; first < rows; first += 4) {
    store<f64>(into, 0)
    for (let b: u32 = 0; b < 4; b++) {
      const k = usize(first + b)
      let term: f64 = 0
      if (k < rows) {
        term = load<f64>(weights + (k << 3)) * load<f64>(table + (hamming(mask, bits + ((k * words) << 3), words) << 4))
        total += term
      }
      const half = into + (usize(8) << b)
      for (let sum = into, to = half; sum < half; sum += 8, to += 8) store<f64>(to, load<f64>(sum) + term)
    }
    into += 128
  }
  return total
}
