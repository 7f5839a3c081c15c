import { mean } from '../math/mean.ts'
import { median } from '../math/median.ts'
import { sampleVariance } from '../math/variance.ts'
import type { Evaluation, EvaluationMeasurement, MeasuredValue } from './evaluation.ts'

/** What one metric says of one method over several pictures. Pictures without a value are in no mean; they are counted. */
export interface EvaluationSummary {
  readonly method: string
  readonly metric: string
  readonly parameters: EvaluationMeasurement['parameters']
  readonly direction: EvaluationMeasurement['direction']
  /** Pictures with a value, and those without. */
  readonly count: number
  readonly missing: number
  /** Why there is none, the most frequent reason first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[]
  /** Null without a value. */
  readonly mean: number | null
  readonly median: number | null
  /** Standard error of the mean; null below two values. */
  readonly error: number | null
  /** Means of the controls over the same pictures, those where the map has a value. */
  readonly random: number | null
  readonly blob: number | null
}

/** Folds evaluations by method and metric, each with its parameters, in the order in which they first come. */
export function summariseEvaluations(evaluations: readonly Evaluation[]): readonly EvaluationSummary[] {
  const groups = new Map<string, { method: string; measurements: EvaluationMeasurement[] }>()
  for (const { body } of evaluations) {
    for (const measurement of body.measurements) {
      const key = JSON.stringify([body.method.name, body.method.parameters, measurement.metric, measurement.parameters])
      const group = groups.get(key) ?? { method: body.method.name, measurements: [] }
      group.measurements.push(measurement)
      groups.set(key, group)
    }
  }
  return Array.from(groups.values(), ({ method, measurements }) => summarise(method, measurements))
}

function summarise(method: string, measurements: readonly EvaluationMeasurement[]): EvaluationSummary {
  const { metric, parameters, direction } = measurements[0]!
  const defined = measurements.filter(({ value }) => value !== null)
  const values = valuesOf(defined)
  return {
    ...{ method, metric, parameters, direction },
    count: values.length,
    missing: measurements.length - values.length,
    reasons: countReasons(measurements.filter(({ value }) => value === null)),
    mean: meanOrNull(values),
    median: values.length === 0 ? null : median(values),
    error: values.length < 2 ? null : Math.sqrt(sampleVariance(values) / values.length),
    random: meanOrNull(valuesOf(defined.flatMap(({ controls }) => (controls ? [controls.random] : [])))),
    blob: meanOrNull(valuesOf(defined.flatMap(({ controls }) => (controls ? [controls.blob] : [])))),
  }
}

function valuesOf(measured: readonly MeasuredValue[]): readonly number[] {
  return measured.flatMap(({ value }) => (value === null ? [] : [value]))
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : mean(values)
}

function countReasons(missing: readonly MeasuredValue[]): EvaluationSummary['reasons'] {
  const counts = new Map<string, number>()
  for (const { reason = '' } of missing) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return Array.from(counts, ([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
