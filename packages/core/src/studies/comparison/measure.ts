import type { Sample } from '../../datasets/dataset.ts'
import { countWeights } from '../../evaluate/random-weights.ts'
import type { MetricContext } from '../../metrics/metric.ts'
import type { PreparedMetric } from '../../metrics/registry.ts'
import { failureOfModel } from '../measuring/failure-of-model.ts'
import type { MethodFailure, ModelFailure } from '../measuring/failures.ts'
import { measureMethods, reasonOf } from '../measuring/measure-methods.ts'
import { metricContext, truthOf } from '../measuring/metric-context.ts'
import { type OpenedSample, openSample, seedOf } from '../measuring/open-sample.ts'
import type { StudyModel, StudyTools } from '../study.ts'
import { type ComparisonMetric, type ComparisonParameters, methodsOf, metricsOf, settingsOf } from './parameters.ts'
import type { ComparisonRecord, MethodRecord, ModelRecord } from './record.ts'

/** Every method and metric of one sample, model by model. A model, method or metric that fails is a reason in the record. Throws PICTURE_*. */
export async function measureComparison(
  sample: Sample,
  parameters: ComparisonParameters,
  tools: StudyTools,
): Promise<ComparisonRecord> {
  const models: (ModelRecord | ModelFailure)[] = []
  for (const model of tools.models) {
    const opened = await openSample(sample, model, settingsOf(parameters), tools).catch(failureOfModel)
    if ('code' in opened) models.push({ model: model.name, ...opened })
    else models.push(await measureModel(sample, opened, model, parameters).finally(opened.release))
  }
  return { sample: sample.id, class: sample.class ?? null, seed: seedOf(sample, tools.seed), models }
}

async function measureModel(
  sample: Sample,
  opened: OpenedSample,
  { name }: StudyModel,
  parameters: ComparisonParameters,
): Promise<ModelRecord> {
  const { subject, target, probability, predicted, isRight } = opened
  const metrics = metricsOf(parameters)
  const isNeeded = (need: PreparedMetric['needs']): boolean => metrics.some(({ metric }) => metric.needs === need)
  const truth = isNeeded('truth') ? await truthOf(sample, opened) : undefined
  const layers = isNeeded('randomise') ? countWeights(subject.model) : 0
  const methods = await measureMethods<MethodRecord | MethodFailure>(
    subject,
    methodsOf(parameters),
    opened.seed,
    async (measured, { label, method }) => {
      if ('code' in measured) return { method: label, ...measured }
      const context = metricContext(opened, measured, method, { truth, layers })
      return { method: label, forwards: measured.forwards, ...(await measureMetrics(context, metrics)) }
    },
  )
  return {
    model: name,
    target: target.class,
    why: target.why,
    probability,
    predicted,
    isRight,
    regions: subject.regions.count,
    forwards: subject.spent().forwards,
    methods,
  }
}

async function measureMetrics(
  context: MetricContext,
  metrics: readonly ComparisonMetric[],
): Promise<Pick<MethodRecord, 'values' | 'reasons'>> {
  const values: Record<string, number | null> = {}
  const reasons: Record<string, string> = {}
  for (const { label, metric } of metrics) {
    const { value, reason } = await metric.measure(context).catch((error: unknown) => ({ value: null, ...reasonOf(error) }))
    const isNumber = value !== null && Number.isFinite(value)
    values[label] = isNumber ? value : null
    if (!isNumber) reasons[label] = reason ?? 'the value is not finite'
  }
  return { values, reasons }
}
