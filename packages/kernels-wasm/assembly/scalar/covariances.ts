// output[k] = table[hamming(mask, row k)] + linear part, for rows from..to-1
//
// mask u8[regions]; table f64[regions + 1, 2], of which the first column is read; bits u64[stride, ceil(regions / 64)]; linear
// f64[regions, stride]; linearAtEmpty f64[stride]; output f64[to], overlapping no input. The linear part is summed over the regions shown or
// those hidden, whichever are fewer: a complement has the negated one.

import { hamming, listMembers, packMask, sizeOf } from '../shared/mask-bits'

export function covariances(
  mask: usize,
  table: usize,
  bits: usize,
  linear: usize,
  linearAtEmpty: usize,
  output: usize,
  from: u32,
  to: u32,
  regions: u32,
  stride: u32,
): void {
  const words = (usize(regions) + 63) >> 6
  const shown = sizeOf(mask, regions)
  const inverted = shown > regions - shown
  const count = inverted ? regions - shown : shown
  const members = listMembers(mask, regions, inverted ? 0 : 1)
  const packed = packMask(mask, regions)
  const first = usize(from) << 3
  const last = usize(to) << 3
  for (let k = first; k < last; k += 8) store<f64>(output + k, load<f64>(linearAtEmpty + k))
  for (let i: usize = 0; i < count; i++) {
    const effects = linear + ((usize(load<u16>(members + (i << 1))) * stride) << 3)
    for (let k = first; k < last; k += 8) store<f64>(output + k, load<f64>(output + k) + load<f64>(effects + k))
  }
  for (let k = first; k < last; k += 8) {
    const covariance = load<f64>(table + (hamming(packed, bits + k * words, words) << 4))
    const part = load<f64>(output + k)
    store<f64>(output + k, inverted ? covariance - part : covariance + part)
  }
}
