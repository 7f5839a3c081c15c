// Forward substitution in place with a packed factor: vector[i] = (vector[i] - factor row i . vector) / factor[i, i]
//
// factor f64, row i from i (i + 1) / 2 on; vector f64[to], final before `from`.

import { dot } from '../shared/dot-scalar'
import { rowStart } from '../shared/packed'

export function solveForward(factor: usize, vector: usize, from: u32, to: u32): void {
  for (let i: usize = from; i < to; i++) {
    const row = factor + rowStart(i)
    const place = vector + (i << 3)
    store<f64>(place, (load<f64>(place) - dot(row, vector, i)) / load<f64>(row + (i << 3)))
  }
}
