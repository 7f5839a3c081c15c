import type { Sample } from '../../datasets/dataset.ts'
import type { Truth } from '../../metrics/metric.ts'
import { failureOfModel } from '../measuring/failure-of-model.ts'
import { type MeasuredMap, measureMethods, reasonOf, type StudyMethod } from '../measuring/measure-methods.ts'
import { metricContext, truthOf } from '../measuring/metric-context.ts'
import { type OpenedSample, openSample, seedOf } from '../measuring/open-sample.ts'
import type { StudyModel, StudyTools } from '../study.ts'
import { type ComparisonMetric, type ComparisonParameters, methodsOf, metricsOf, settingsOf } from './parameters.ts'
import type { ComparisonRecord, MethodFailure, MethodRecord, ModelFailure, ModelRecord } from './record.ts'

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
  const truth = metrics.some(({ metric }) => metric.needs === 'truth') ? await truthOf(sample, opened) : undefined
  const methods = await measureMethods<MethodRecord | MethodFailure>(
    subject,
    methodsOf(parameters),
    opened.seed,
    async (measured, method) =>
      'map' in measured ? await measureMetrics(opened, measured, method, metrics, truth) : { method: method.label, ...measured },
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
  opened: OpenedSample,
  measured: MeasuredMap,
  { label, method }: StudyMethod,
  metrics: readonly ComparisonMetric[],
  truth: Truth | undefined,
): Promise<MethodRecord> {
  const values: Record<string, number | null> = {}
  const reasons: Record<string, string> = {}
  for (const metric of metrics) {
    const context = metricContext(opened, measured, method, truth)
    const { value, reason } = await metric.metric
      .measure(context)
      .catch((error: unknown) => ({ value: null, ...reasonOf(error) }))
    const isNumber = value !== null && Number.isFinite(value)
    values[metric.label] = isNumber ? value : null
    if (!isNumber) reasons[metric.label] = reason ?? 'the value is not finite'
  }
  return { method: label, forwards: measured.forwards, values, reasons }
}
