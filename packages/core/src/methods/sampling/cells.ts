import type { Attribution } from '../../explanation/attribution.ts'
import { nearestGrid } from '../../regions/nearest-grid.ts'
import type { RegionMap } from '../../regions/region-map.ts'
import type { MethodContext } from '../method.ts'

/** What a mask of a global method keeps or hides: the cells of a coarse grid, or the regions of the explanation. */
export interface Cells {
  readonly map: RegionMap
  /** `grid:7`, or `regions`: masks with equal weights and equal names are the same masks. */
  readonly name: string
  readonly attribution: (values: Float64Array) => Attribution
}

/** Which cells, and of how many rows and columns where they are a grid. */
interface CellParameters {
  readonly grid: number
  readonly over: 'grid' | 'regions'
}

/** The cells that the parameters ask for. Throws USAGE_PARAMETER when the grid is finer than the frame. */
export function chooseCells({ evaluator }: MethodContext, { grid, over }: CellParameters): Cells {
  if (over === 'regions')
    return { map: evaluator.regions, name: 'regions', attribution: (values) => ({ kind: 'regions', values }) }
  const { width, height } = evaluator.frame
  return {
    map: nearestGrid(width, height, grid, grid),
    name: `grid:${grid}`,
    attribution: (values) => ({ kind: 'grid', rows: grid, columns: grid, values }),
  }
}

/** How many cells the parameters ask for. */
export function countCells({ grid, over }: CellParameters, regionCount: number): number {
  return over === 'regions' ? regionCount : grid * grid
}
