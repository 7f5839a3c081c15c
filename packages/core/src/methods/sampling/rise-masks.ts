import { TelltaleError } from '../../errors.ts'
import type { Masks } from '../../evaluator/mask-evaluator.ts'
import type { Frame } from '../../model/classifier.ts'
import { createShiftedGrids } from '../../random/shifted-grids.ts'

/** Soft masks with a window each. */
export type ShiftedMasks = Extract<Masks, { kind: 'grid' }> & { readonly offsets: Uint32Array }

/** What a mask depends on besides its index and the frame. */
export interface RiseMaskOptions {
  /** Cells per side. */
  readonly grid: number
  /** Probability that a cell is kept. */
  readonly keep: number
  readonly seed: number
}

/**
 * Makes masks first..first+count-1: grids of kept and hidden cells, enlarged bilinearly by one cell more than the frame needs, seen through a window
 * that is shifted by less than a cell, independently for each mask. Throws USAGE_PARAMETER for more cells than the frame has pixels on a side.
 */
export function createRiseMasks(
  { width, height }: Pick<Frame, 'width' | 'height'>,
  { grid, keep, seed }: RiseMaskOptions,
): (first: number, count: number) => ShiftedMasks {
  requireCoarse(grid, Math.min(width, height))
  const cell = [Math.ceil(height / grid), Math.ceil(width / grid)] as const
  const cells = grid * grid
  const grids = createShiftedGrids({ seed, cells, keep, shifts: cell })
  return (first, count) => {
    const masks = {
      kind: 'grid',
      count,
      size: [grid, grid],
      upsampled: [(grid + 1) * cell[0], (grid + 1) * cell[1]],
      cells: new Float32Array(count * cells),
      offsets: new Uint32Array(2 * count),
      keys: Array.from({ length: count }, (_, i) => `rise:${seed}:${grid}:${keep}:${first + i}`),
    } as const
    for (let i = 0; i < count; i++)
      grids.draw(first + i, masks.cells.subarray(i * cells, (i + 1) * cells), masks.offsets.subarray(2 * i, 2 * i + 2))
    return masks
  }
}

function requireCoarse(grid: number, side: number): void {
  if (grid <= side) return
  throw new TelltaleError(
    'USAGE_PARAMETER',
    `A mask of ${grid} cells per side is finer than the frame, whose shorter side is ${side} pixels.`,
    'Use fewer cells.',
    { value: grid, limit: side },
  )
}
