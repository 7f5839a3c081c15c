import { TelltaleError, throwIfCancelled } from '../errors.ts'
import { numbersToJson } from '../explanation/attribution-json.ts'
import { boundsOf } from '../metrics/describe-metrics.ts'
import type { Measurement, MetricContext } from '../metrics/metric.ts'
import type { PreparedMetric } from '../metrics/registry.ts'
import type { EvaluationMeasurement, MeasuredValue } from './evaluation.ts'

/** The map that is judged and the two that know nothing. */
export interface MeasuredContexts {
  readonly own: MetricContext
  readonly controls: { readonly random: MetricContext; readonly blob: MetricContext } | null
  /** Why the map that is judged cannot be made again; null where it can. */
  readonly cannotRepeat: string | null
}

/** Measures one metric of the map and of the controls beside it. `spent` tells the forwards so far. */
export async function measureAll(
  metric: PreparedMetric,
  { own, controls, cannotRepeat }: MeasuredContexts,
  spent: () => number,
): Promise<EvaluationMeasurement> {
  const before = spent()
  const again = metric.needs === 'explain' || metric.needs === 'randomise'
  const measured = again && cannotRepeat !== null ? { value: null, reason: cannotRepeat } : await measureOne(metric, own)
  const bothControls = controls && {
    random: await measureOne(metric, controls.random),
    blob: await measureOne(metric, controls.blob),
  }
  const { name, title, parameters, direction, range, family } = metric
  return {
    metric: name,
    title,
    parameters: { ...parameters },
    direction,
    range: [...boundsOf(range)],
    family,
    ...measured,
    controls: bothControls,
    forwards: spent() - before,
  }
}

/**
 * One metric of one map. What keeps it from being measured (the budget, a model that gives no numbers) is its reason, so that it fails alone;
 * CANCELLED is thrown, and so is whatever no one foresaw.
 */
async function measureOne(metric: PreparedMetric, context: MetricContext): Promise<MeasuredValue> {
  throwIfCancelled(context.signal)
  try {
    return toJson(await metric.measure(context))
  } catch (error) {
    if (!(error instanceof TelltaleError) || error.code === 'CANCELLED') throw error
    return { value: null, reason: asClause(error.message), code: error.code }
  }
}

function toJson({ value, reason, parts, curve, warnings }: Measurement): MeasuredValue {
  const isDefined = value !== null && Number.isFinite(value)
  return {
    value: isDefined ? value : null,
    ...(!isDefined && { reason: reason ?? `the metric is ${value} here` }),
    ...(parts && { parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, finiteOrNull(part)])) }),
    ...(curve && { curve: { share: [...curve.share], score: numbersToJson(curve.score) } }),
    ...(warnings && warnings.length > 0 && { warnings: warnings.map(({ code, message }) => ({ code, message })) }),
  }
}

function finiteOrNull(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : value
}

/** A reason is a clause, and a message a sentence. */
function asClause(message: string): string {
  return message.replace(/\.$/, '').replace(/^(The|There|A|An|No|It) /, (word) => word.toLowerCase())
}
