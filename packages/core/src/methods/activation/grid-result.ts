import type { Attribution } from '../../explanation/attribution.ts'
import type { SpatialLayer } from '../../model/spatial-layer.ts'
import { constantMapWarnings } from '../constant-map.ts'
import type { MethodResult } from '../method.ts'

/** What a method makes of a layer: one value per position, rows first, at the layer's own resolution and scale. */
export interface LayerMap extends Partial<Pick<MethodResult, 'complete' | 'statistics' | 'warnings'>> {
  readonly values: Float64Array
}

type Grid = Pick<SpatialLayer, 'rows' | 'columns'>

/** A complete result unless the map says otherwise, with a warning where the map is constant. */
export function gridResult(grid: Grid, { values, complete = true, statistics, warnings = [] }: LayerMap): MethodResult {
  return {
    attribution: gridOf(grid, values),
    complete,
    predicted: null,
    ...(statistics ? { statistics } : {}),
    warnings: [...constantMapWarnings(values), ...warnings],
  }
}

/** The values as an attribution. */
export function gridOf({ rows, columns }: Grid, values: Float64Array): Attribution {
  return { kind: 'grid', rows, columns, values }
}
