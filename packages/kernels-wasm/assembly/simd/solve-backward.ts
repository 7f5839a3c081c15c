// Back substitution in place: solves transpose(factor) x = vector.
//
// factor f64, row i from i (i + 1) / 2 on; vector f64[rows]. Two elements at a time. Needs simd.

import { rowStart } from '../shared/packed'

export function solveBackward(factor: usize, vector: usize, rows: u32): void {
  for (let i: usize = rows; i-- > 0; ) {
    const row = factor + rowStart(i)
    const length = i << 3
    const value = load<f64>(vector + length) / load<f64>(row + length)
    store<f64>(vector + length, value)
    const values = f64x2.splat(value)
    const pairs = length & ~15
    let k: usize = 0
    for (; k < pairs; k += 16) {
      v128.store(vector + k, f64x2.sub(v128.load(vector + k), f64x2.mul(values, v128.load(row + k))))
    }
    if (k < length) store<f64>(vector + k, load<f64>(vector + k) - value * load<f64>(row + k))
  }
}
