// Turns row `row` of a packed matrix into that row of its Cholesky factor.
//
// factor f64, row i from i (i + 1) / 2 on; the rows above are factored, and so are this row's columns before `from`. The square of the pivot
// is floored at `floor`.

import { dot } from '../shared/dot-scalar'
import { rowStart } from '../shared/packed'
import { solveForward } from './solve-forward'

export function factorRow(factor: usize, row: u32, from: u32, floor: f64): void {
  const start = factor + rowStart(row)
  solveForward(factor, start, from, row)
  const pivot = start + (usize(row) << 3)
  store<f64>(pivot, sqrt(max(load<f64>(pivot) - dot(start, start, row), floor)))
}
