// output[0, i] = sum over masks of values[m] * w[m, i];  output[1, i] = sum of w[m, i];  w as in maskGrid.
//
// cells f32[masks, gridRows, gridColumns]; offsets u32[masks, 2]; values f32[masks]; output f32[2, height, width], overlapping no input.
// Sums are taken in f64, a stretch of a row at a time in scratch space, and rounded once; two pixels at a time and what is left over one
// by one. Needs simd.

import { between, clampCell, numerator, remainder, wholeCells } from '../shared/grid'

const stretch: u32 = 256
const weighted = memory.data(256 * 8, 16)
const totals = memory.data(256 * 8, 16)

export function accumulateGrid(
  cells: usize,
  offsets: usize,
  values: usize,
  output: usize,
  masks: u32,
  gridRows: u32,
  gridColumns: u32,
  upHeight: u32,
  upWidth: u32,
  height: u32,
  width: u32,
): void {
  const plane = (usize(height) * usize(width)) << 2
  const line = usize(gridColumns) << 2
  for (let row: u32 = 0; row < height; row++) {
    for (let start: u32 = 0; start < width; start += stretch) {
      const length = min(stretch, width - start)
      memory.fill(weighted, 0, usize(length) << 3)
      memory.fill(totals, 0, usize(length) << 3)
      for (let mask: u32 = 0; mask < masks; mask++) {
        const offset = offsets + (usize(mask) << 3)
        const grid = cells + usize(mask) * usize(gridRows) * line
        const down = numerator(load<u32>(offset) + row, gridRows, upHeight)
        const top = wholeCells(down, upHeight)
        const share = f64(remainder(down, top, upHeight)) / (2 * f64(upHeight))
        const above = grid + usize(clampCell(top, gridRows)) * line
        const below = grid + usize(clampCell(top + 1, gridRows)) * line
        addRow(above, below, share, load<u32>(offset, 4) + start, length, gridColumns, upWidth, f64(load<f32>(values + (usize(mask) << 2))))
      }
      const to = output + ((usize(row) * usize(width) + usize(start)) << 2)
      for (let i: usize = 0; i < length; i++) {
        store<f32>(to + (i << 2), f32(load<f64>(weighted + (i << 3))))
        store<f32>(to + plane + (i << 2), f32(load<f64>(totals + (i << 3))))
      }
    }
  }
}

/**
 * Adds one mask's weights along a stretch that starts at upsampled column `first`. Only the first run needs divisions of 64 bits: from then on
 * each run begins at a cell, and the remainder goes on where it was.
 */
// @ts-ignore: decorator
@inline
function addRow(above: usize, below: usize, share: f64, first: u32, length: u32, gridColumns: u32, upWidth: u32, value: f64): void {
  const step: u32 = 2 * gridColumns
  const whole: u32 = 2 * upWidth
  const across = numerator(first, gridColumns, upWidth)
  let cell = wholeCells(across, upWidth)
  let rest = u32(remainder(across, cell, upWidth))
  let left = between(above, below, clampCell(cell, gridColumns), share)
  for (let i: u32 = 0; i < length; ) {
    const right = between(above, below, clampCell(cell + 1, gridColumns), share)
    const rise = (right - left) / f64(whole)
    const count = (whole - rest + step - 1) / step
    const end = min(length, i + count)
    i = addRun(i, end, left, rise, rest, step, value)
    rest += count * step - whole
    left = right
    cell++
    // More cells than pixels: a run of one pixel may pass several.
    if (rest >= whole) {
      cell += i32(rest / whole)
      rest %= whole
      left = between(above, below, clampCell(cell, gridColumns), share)
    }
  }
}

/** Pixels i..end-1 between two cells: the weight is `left + rise * rest`, and `rest` grows by `step`. Returns `end`. */
// @ts-ignore: decorator
@inline
function addRun(i: u32, end: u32, left: f64, rise: f64, rest: u32, step: u32, value: f64): u32 {
  const lefts = f64x2.splat(left)
  const rises = f64x2.splat(rise)
  const values = f64x2.splat(value)
  const steps = f64x2.splat(2 * f64(step))
  let rests = f64x2(f64(rest), f64(rest + step))
  for (; i + 2 <= end; i += 2) {
    const weight = f64x2.add(lefts, f64x2.mul(rests, rises))
    const at = usize(i) << 3
    v128.store(weighted + at, f64x2.add(v128.load(weighted + at), f64x2.mul(values, weight)))
    v128.store(totals + at, f64x2.add(v128.load(totals + at), weight))
    rests = f64x2.add(rests, steps)
  }
  if (i < end) {
    const weight = left + f64x2.extract_lane(rests, 0) * rise
    const at = usize(i) << 3
    store<f64>(weighted + at, load<f64>(weighted + at) + value * weight)
    store<f64>(totals + at, load<f64>(totals + at) + weight)
  }
  return end
}
