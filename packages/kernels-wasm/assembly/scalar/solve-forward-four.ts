// Forward substitution of four right-hand sides at once, in place, with a packed factor.
//
// factor f64, row i from i (i + 1) / 2 on; vectors f64[rows] each; scratch f64[rows, 4]. Two rows of the factor share the reading of what is
// solved; past the last row of an odd number there is one.

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
  let a0 = load<f64>(here)
  let b0 = load<f64>(here, 8)
  let c0 = load<f64>(here, 16)
  let d0 = load<f64>(here, 24)
  let a1 = load<f64>(here, 32)
  let b1 = load<f64>(here, 40)
  let c1 = load<f64>(here, 48)
  let d1 = load<f64>(here, 56)
  for (; line < here; line += 32, upper += 8, lower += 8) {
    const high = load<f64>(upper)
    const low = load<f64>(lower)
    const a = load<f64>(line)
    const b = load<f64>(line, 8)
    const c = load<f64>(line, 16)
    const d = load<f64>(line, 24)
    a0 -= high * a
    b0 -= high * b
    c0 -= high * c
    d0 -= high * d
    a1 -= low * a
    b1 -= low * b
    c1 -= low * c
    d1 -= low * d
  }
  const inverse = 1 / load<f64>(upper)
  a0 *= inverse
  b0 *= inverse
  c0 *= inverse
  d0 *= inverse
  const between = load<f64>(lower)
  const inverseNext = 1 / load<f64>(lower, 8)
  store<f64>(here, a0)
  store<f64>(here, b0, 8)
  store<f64>(here, c0, 16)
  store<f64>(here, d0, 24)
  store<f64>(here, (a1 - between * a0) * inverseNext, 32)
  store<f64>(here, (b1 - between * b0) * inverseNext, 40)
  store<f64>(here, (c1 - between * c0) * inverseNext, 48)
  store<f64>(here, (d1 - between * d0) * inverseNext, 56)
}

function solveRow(from: usize, line: usize, row: usize): void {
  const here = line + (row << 5)
  let a = load<f64>(here)
  let b = load<f64>(here, 8)
  let c = load<f64>(here, 16)
  let d = load<f64>(here, 24)
  for (; line < here; line += 32, from += 8) {
    const number = load<f64>(from)
    a -= number * load<f64>(line)
    b -= number * load<f64>(line, 8)
    c -= number * load<f64>(line, 16)
    d -= number * load<f64>(line, 24)
  }
  const inverse = 1 / load<f64>(from)
  store<f64>(here, a * inverse)
  store<f64>(here, b * inverse, 8)
  store<f64>(here, c * inverse, 16)
  store<f64>(here, d * inverse, 24)
}
