import type { PreparedMethod } from '../methods/prepared-method.ts'
import type { PreparedMetric } from '../metrics/registry.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'

/** What a metric is measured of. */
export interface MeasuredOf {
  readonly method: PreparedMethod
  readonly regions: number
  readonly layer: SpatialLayer | null
  readonly pixels: number
  /** The map, and the controls beside it. */
  readonly maps: number
}

/** Forwards at most that a metric of a map takes, with the explanations it asks for; those of the controls cost nothing. */
export function expectedForwards(metric: PreparedMetric, { method, regions, layer, pixels, maps }: MeasuredOf): number {
  const further = metric.explanations === 0 ? 0 : metric.explanations * method.cost(regions, layer)
  return maps * metric.cost(pixels) + further
}
