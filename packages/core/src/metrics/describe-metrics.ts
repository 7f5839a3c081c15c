import * as z from 'zod/mini'
import type { Metric } from './metric.ts'
import { metrics, prepareMetric } from './registry.ts'

/** What a user learns of a metric before asking for it. */
export interface MetricDescription
  extends Pick<Metric<unknown>, 'name' | 'title' | 'says' | 'paper' | 'direction' | 'family' | 'needs'> {
  /** Null: no bound. */
  readonly range: readonly [lowest: number | null, highest: number | null]
  /** Forwards at most for one map with default parameters; explanations that it asks for are not among them. */
  readonly forwards: number
  /** Further explanations that it asks for, with default parameters. */
  readonly explanations: number
  /** JSON Schema (draft 2020-12) of the parameters, with defaults, ranges and a line of description each. */
  readonly parameters: Readonly<Record<string, unknown>>
}

/** Every metric in the order of the registry, with its cost for a frame of so many pixels. */
export function describeMetrics(pixels = 224 * 224): readonly MetricDescription[] {
  return metrics.map(({ name, title, says, paper, direction, range, family, needs, parameters }) => ({
    ...{ name, title, says, paper, direction, family, needs },
    range: boundsOf(range),
    forwards: prepareMetric(name).cost(pixels),
    explanations: prepareMetric(name).explanations,
    parameters: z.toJSONSchema(parameters),
  }))
}

/** A range as JSON can hold it: null where there is no bound. */
export function boundsOf([lowest, highest]: Metric<unknown>['range']): MetricDescription['range'] {
  return [Number.isFinite(lowest) ? lowest : null, Number.isFinite(highest) ? highest : null]
}
