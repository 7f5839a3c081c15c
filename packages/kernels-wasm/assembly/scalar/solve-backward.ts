// Back substitution in place: solves transpose(factor) x = vector.
//
// factor f64, row i from i (i + 1) / 2 on; vector f64[rows].

import { rowStart } from '../shared/packed'

export function solveBackward(factor: usize, vector: usize, rows: u32): void {
  for (let i: usize = rows; i-- > 0; ) {
    const row = factor + rowStart(i)
    const length = i << 3
    const value = load<f64>(vector + length) / load<f64>(row + length)
    store<f64>(vector + length, value)
    for (let k: usize = 0; k < length; k += 8) store<f64>(vector + k, load<f64>(vector + k) - value * load<f64>(row + k))
  }
}
