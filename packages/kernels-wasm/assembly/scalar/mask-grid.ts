// As maskRegions, with the weight of a pixel read from cells that are upsampled bilinearly to upHeight x upWidth (half-pixel centres,
// edge clamp) and seen through the height x width window at the mask's offset (row, column).
//
// picture, baseline f32[3, height, width]; cells f32[masks, gridRows, gridColumns]; offsets u32[masks, 2];
// output f32[masks, 3, height, width], which may not overlap an input. The walk along a row is drawn in shared/grid.ts.

import { blend } from '../shared/blend'
import { between, clampCell, numerator, remainder, runLength, wholeCells } from '../shared/grid'

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
        let rest = remainder(across, cell, upWidth)
        const left = between(above, below, clampCell(cell, gridColumns), share)
        const rise = (between(above, below, clampCell(cell + 1, gridColumns), share) - left) / (2 * f64(upWidth))
        const end = min(width, column + runLength(rest, gridColumns, upWidth))
        for (; column < end; column++) {
          const weight = f32(left + f64(rest) * rise)
          let at = (usize(row) * usize(width) + usize(column)) << 2
          for (let channel = 0; channel < 3; channel++) {
            store<f32>(output + at, blend(load<f32>(picture + at), load<f32>(baseline + at), weight))
            at += plane
          }
          rest += 2 * gridColumns
        }
      }
    }
    cells += usize(gridRows) * line
    offsets += 8
    output += 3 * plane
  }
}
