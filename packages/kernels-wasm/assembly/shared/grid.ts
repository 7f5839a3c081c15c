// How a row of a soft mask is walked. With half-pixel centres, upsampled pixel X of `upsampled` lies at
//
//     (X + 0.5) * cells / upsampled - 0.5  =  ((2X + 1) * cells - upsampled) / (2 * upsampled)
//
// cells from the first centre: whole cells by integer division, and an exact remainder that grows by 2 * cells per pixel. So a row
// falls into runs between two neighbouring cells, and inside a run the weight is linear in the remainder.

/** Numerator of the position above; negative before the first centre. */
// @ts-ignore: decorator
@inline
export function numerator(index: u32, cells: u32, upsampled: u32): i64 {
  return (2 * i64(index) + 1) * i64(cells) - i64(upsampled)
}

/** Whole cells of a position: -1 before the first centre, since a numerator is never below `-upsampled`. */
// @ts-ignore: decorator
@inline
export function wholeCells(numerator: i64, upsampled: u32): i32 {
  return numerator < 0 ? -1 : i32(numerator / (2 * i64(upsampled)))
}

/** What is left of a numerator after the whole cells: 0 to `2 * upsampled - 1`. */
// @ts-ignore: decorator
@inline
export function remainder(numerator: i64, whole: i32, upsampled: u32): i32 {
  return i32(numerator - i64(whole) * 2 * i64(upsampled))
}

/** Pixels until the remainder passes the next cell: at least 1. */
// @ts-ignore: decorator
@inline
export function runLength(rest: i32, cells: u32, upsampled: u32): u32 {
  const step = 2 * i64(cells)
  return u32((2 * i64(upsampled) - i64(rest) + step - 1) / step)
}

/** A cell index clamped to the edge. */
// @ts-ignore: decorator
@inline
export function clampCell(index: i32, cells: u32): u32 {
  return index < 0 ? 0 : min(u32(index), cells - 1)
}

/** The value between two rows of cells at one column. */
// @ts-ignore: decorator
@inline
export function between(above: usize, below: usize, column: u32, share: f64): f64 {
  const a = f64(load<f32>(above + (usize(column) << 2)))
  const b = f64(load<f32>(below + (usize(column) << 2)))
  return a + share * (b - a)
}
