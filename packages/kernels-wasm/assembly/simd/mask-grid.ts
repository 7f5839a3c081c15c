// As maskRegions, with the weight of a pixel read from cells that are upsampled bilinearly to upHeight x upWidth (half-pixel centres,
// edge clamp) and seen through the height x width window at the mask's offset (row, column).
//
// picture, baseline f32[3, height, width]; cells f32[masks, gridRows, gridColumns]; offsets u32[masks, 2];
// output f32[masks, 3, height, width], which may not overlap an input. The walk along a row is drawn in shared/grid.ts; inside a run
// four pixels go at once, and what fills no vector goes one by one. Needs simd.

import { blend } from '../shared/blend'
import { between, clampCell, numerator, remainder, runLength, wholeCells } from '../shared/grid'
import { blendLanes } from '../shared/lanes'

export function maskGrid(
  picture: usize,
  baseline: usize,
  cells: usize,
  offsets: usize,
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
  for (let mask: u32 = 0; mask < masks; mask++) {
    const firstRow = load<u32>(offsets)
    const firstColumn = load<u32>(offsets, 4)
    for (let row: u32 = 0; row < height; row++) {
      const down = numerator(firstRow + row, gridRows, upHeight)
      const top = wholeCells(down, upHeight)
      const share = f64(remainder(down, top, upHeight)) / (2 * f64(upHeight))
      const above = cells + usize(clampCell(top, gridRows)) * line
      const below = cells + usize(clampCell(top + 1, gridRows)) * line
      for (let column: u32 = 0; column < width; ) {
        const across = numerator(firstColumn + column, gridColumns, upWidth)
        const cell = wholeCells(across, upWidth)
        const rest = remainder(across, cell, upWidth)
        const left = between(above, below, clampCell(cell, gridColumns), share)
        const right = between(above, below, clampCell(cell + 1, gridColumns), share)
        const length = min(width - column, runLength(rest, gridColumns, upWidth))
        const at = (usize(row) * usize(width) + usize(column)) << 2
        blendRun(picture + at, baseline + at, output + at, plane, length, left, right - left, rest, 2 * gridColumns, 2 * upWidth)
        column += length
      }
    }
    cells += usize(gridRows) * line
    offsets += 8
    output += 3 * plane
  }
}

/** Pixels between two cells: the weight is `left + rise * rest / whole`, and `rest` grows by `step`. */
// @ts-ignore: decorator
@inline
function blendRun(
  picture: usize,
  baseline: usize,
  output: usize,
  plane: usize,
  length: u32,
  left: f64,
  rise: f64,
  rest: i32,
  step: u32,
  whole: u32,
): void {
  let rests = i32x4.add(i32x4.splat(rest), i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(step)))
  let i: u32 = 0
  for (; i + 4 <= length; i += 4) {
    const share = f32x4.div(f32x4.convert_i32x4_s(rests), f32x4.splat(f32(whole)))
    const weight = f32x4.add(f32x4.splat(f32(left)), f32x4.mul(share, f32x4.splat(f32(rise))))
    const at = usize(i) << 2
    blendLanes(picture + at, baseline + at, output + at, weight)
    blendLanes(picture + plane + at, baseline + plane + at, output + plane + at, weight)
    blendLanes(picture + 2 * plane + at, baseline + 2 * plane + at, output + 2 * plane + at, weight)
    rests = i32x4.add(rests, i32x4.splat(4 * step))
  }
  for (; i < length; i++) {
    const weight = f32(left + (rise * f64(rest + i32(i * step))) / f64(whole))
    let at = usize(i) << 2
    for (let channel = 0; channel < 3; channel++) {
      store<f32>(output + at, blend(load<f32>(picture + at), load<f32>(baseline + at), weight))
      at += plane
    }
  }
}
