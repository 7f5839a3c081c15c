import type { OwnedMaskEvaluator } from '../../../src/evaluator/create-mask-evaluator.ts'
import type { Attribution } from '../../../src/explanation/attribution.ts'
import { toMap } from '../../../src/explanation/to-map.ts'
import type { Baseline } from '../../../src/image/baseline.ts'
import { resolveBaseline } from '../../../src/image/resolve-baseline.ts'
import type { Measurement, Metric, MetricContext } from '../../../src/metrics/metric.ts'
import type { TinyModel } from '../../../src/testing/tiny-models/tiny-model.ts'
import { openTiny } from '../../methods/sampling-context.ts'

/** One frame of a tiny model, on which maps are measured. */
export interface ScoredFrame {
  /** A context for numbers per pixel, or for another attribution; anything can be put in its place. */
  readonly contextOf: (attribution: ArrayLike<number> | Attribution, changes?: Partial<MetricContext>) => MetricContext
  /** Forwards of all evaluators so far. */
  readonly forwards: () => number
  /** Closes all evaluators: what has been run is forgotten. */
  readonly forget: () => void
  readonly close: () => Promise<void>
}

/** Opens a tiny model and looks at one of its classes. */
export async function openFrame(tiny: TinyModel, target = 0): Promise<ScoredFrame> {
  const model = await openTiny(tiny)
  const { width, height } = tiny.frame
  const regions = { width, height, count: tiny.regions, labels: tiny.labels, kind: 'grid' }
  const frame = { ...tiny.frame, source: { x: 0, y: 0, width, height } }
  const opened = new Map<string, OwnedMaskEvaluator>()
  const on = (baseline: Baseline): OwnedMaskEvaluator => {
    const key = JSON.stringify(baseline)
    const known =
      opened.get(key) ??
      model.evaluator({ targets: [{ class: target }], baseline, baselineRgb: resolveBaseline(baseline, frame, regions) })
    opened.set(key, known)
    return known
  }
  return {
    contextOf: (given, changes = {}) => {
      const attribution: Attribution = 'kind' in given ? given : { kind: 'map', values: Float32Array.from(given) }
      const seed = changes.seed ?? 1
      return {
        map: toMap(attribution, regions, frame),
        attribution,
        frame,
        regions: attribution.kind === 'order' || attribution.kind === 'regions' ? regions : null,
        on,
        baseline: tiny.baseline,
        seed,
        signal: new AbortController().signal,
        ...changes,
      }
    },
    forwards: () => [...opened.values()].reduce((sum, { spent }) => sum + spent.forwards, 0),
    forget: () => opened.clear(),
    close: model.close,
  }
}

/** Measures with what is given and the defaults for the rest. */
export function measured<P>(
  metric: Metric<P>,
  context: MetricContext,
  parameters: Readonly<Record<string, unknown>> = {},
): Promise<Measurement> {
  return metric.measure(context, metric.parameters.parse(parameters))
}

/** A metric whose parameters are checked on the way, to stand in one table with others. */
export function anyMetric<P>(metric: Metric<P>) {
  return {
    name: metric.name,
    measure: (context: MetricContext, given: Readonly<Record<string, unknown>> = {}) => measured(metric, context, given),
    cost: (given: Readonly<Record<string, unknown>>, pixels: number) => metric.cost(metric.parameters.parse(given), pixels),
    accepts: (given: Readonly<Record<string, unknown>>) => metric.parameters.safeParse(given).success,
  }
}
