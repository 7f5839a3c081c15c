// Forward substitution of four right-hand sides at once, in place, with a packed factor.
//
// factor f64, row i from i (i + 1) / 2 on; vectors f64[rows] each; scratch f64[rows, 4]. Two rows of the factor share the reading of what is
// solved; past the last row of an odd number there is one. Needs simd.

import { interleave, separate } from '../shared/interleave'
import { rowStart } from '../shared/packed'

export function solveForwardFour(factor: usize, a: usize, b: usize, c: usize, d: usize, scratch: usize, rows: u32): void {
  interleave(a, b, c, d, scratch, rows)
  const pairs = usize(rows & ~1)
  for (let i: usize = 0; i < pairs; i += 2) solveTwoRows(factor + rowStart(i), factor + rowStart(i + 1), scratch, i)
  if ((rows & 1) != 0) solveRow(factor + rowStart(pairs), scratch, pairs)
  separate(scratch, a, b, c, d, rows)
}

function solveTwoRows(upper: usize, lower: usize, line: usize, row: usize): void {
  const here = line + (row << 5)
  let ab0 = v128.load(here)
  let cd0 = v128.load(here, 16)
  let ab1 = v128.load(here, 32)
  let cd1 = v128.load(here, 48)
  for (; line < here; line += 32, upper += 8, lower += 8) {
    const high = v128.load64_splat(upper)
    const low = v128.load64_splat(lower)
    const ab = v128.load(line)
    const cd = v128.load(line, 16)
    ab0 = f64x2.sub(ab0, f64x2.mul(high, ab))
    cd0 = f64x2.sub(cd0, f64x2.mul(high, cd))
    ab1 = f64x2.sub(ab1, f64x2.mul(low, ab))
    cd1 = f64x2.sub(cd1, f64x2.mul(low, cd))
  }
  const inverse = f64x2.splat(1 / load<f64>(upper))
  ab0 = f64x2.mul(ab0, inverse)
  cd0 = f64x2.mul(cd0, inverse)
  const between = v128.load64_splat(lower)
  const inverseNext = f64x2.splat(1 / load<f64>(lower, 8))
  v128.store(here, ab0)
  v128.store(here, cd0, 16)
  v128.store(here, f64x2.mul(f64x2.sub(ab1, f64x2.mul(between, ab0)), inverseNext), 32)
  v128.store(here, f64x2.mul(f64x2.sub(cd1, f64x2.mul(between, cd0)), inverseNext), 48)
}

function solveRow(from: usize, line: usize, row: usize): void {
  const here = line + (row << 5)
  let ab = v128.load(here)
  let cd = v128.load(here, 16)
  for (; line < here; line += 32, from += 8) {
    const number = v128.load64_splat(from)
    ab = f64x2.sub(ab, f64x2.mul(number, v128.load(line)))
    cd = f64x2.sub(cd, f64x2.mul(number, v128.load(line, 16)))
  }
  const inverse = f64x2.splat(1 / load<f64>(from))
  v128.store(here, f64x2.mul(ab, inverse))
  v128.store(here, f64x2.mul(cd, inverse), 16)
}
