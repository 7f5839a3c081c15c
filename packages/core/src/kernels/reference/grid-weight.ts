import type { GridShape } from '../kernels.ts'

/** Weight of a frame pixel under one mask: its cells upsampled bilinearly (half-pixel centres, edge clamp), seen through the window. */
export function gridWeight(
  cells: Float32Array,
  offsets: Uint32Array,
  shape: GridShape,
  mask: number,
  row: number,
  column: number,
): number {
  const { gridRows, gridColumns, upHeight, upWidth } = shape
  const y = position(row + offsets[mask * 2]!, gridRows, upHeight)
  const x = position(column + offsets[mask * 2 + 1]!, gridColumns, upWidth)
  const top = Math.floor(y)
  const left = Math.floor(x)
  const at = (r: number, c: number): number =>
    cells[(mask * gridRows + Math.min(r, gridRows - 1)) * gridColumns + Math.min(c, gridColumns - 1)]!
  const upper = mix(at(top, left), at(top, left + 1), x - left)
  const lower = mix(at(top + 1, left), at(top + 1, left + 1), x - left)
  return mix(upper, lower, y - top)
}

/** Where an upsampled pixel lies among the cells, clamped to the centres of the outer ones. */
function position(index: number, cells: number, upsampled: number): number {
  return Math.min(Math.max(((index + 0.5) * cells) / upsampled - 0.5, 0), cells - 1)
}

function mix(from: number, to: number, share: number): number {
  return from + share * (to - from)
}
