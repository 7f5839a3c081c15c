import type { Sample } from '../../datasets/dataset.ts'
import { prepareMethod } from '../../methods/registry.ts'
import { highestWithin } from '../../metrics/highest-within.ts'
import type { MetricContext } from '../../metrics/metric.ts'
import { prepareMetric } from '../../metrics/registry.ts'
import { failureOfModel } from '../measuring/failure-of-model.ts'
import { measureMethod } from '../measuring/measure-methods.ts'
import { metricContext } from '../measuring/metric-context.ts'
import { type OpenedSample, openSample } from '../measuring/open-sample.ts'
import type { StudyTools } from '../study.ts'
import { type ClaimsParameters, settingsOf } from './parameters.ts'
import {
  type ClaimMeasure,
  type ClaimsOfModel,
  type ClaimsRecord,
  claimMeasures,
  type Rival,
  type RivalFailure,
  type RivalRecord,
} from './record.ts'

/** The selection, then HSIC with the published forwards, then HSIC with those that the selection took; curves on one baseline. Throws PICTURE_*. */
export async function measureClaims(sample: Sample, parameters: ClaimsParameters, tools: StudyTools): Promise<ClaimsRecord> {
  const models: ClaimsRecord['models'][number][] = []
  for (const model of tools.models) {
    const opened = await openSample(sample, model, settingsOf(parameters), tools).catch(failureOfModel)
    if ('code' in opened) models.push({ model: model.name, ...opened })
    else models.push(await measureModel(model.name, opened, parameters).finally(opened.release))
  }
  return { sample: sample.id, models }
}

async function measureModel(model: string, opened: OpenedSample, parameters: ClaimsParameters): Promise<ClaimsOfModel> {
  const { search, forwards, grid, over } = parameters
  const selection = await measureRival(opened, 'submodular', 'submodular', { search })
  const spent = 'code' in selection ? null : selection.forwards
  return {
    model,
    isRight: opened.isRight === true,
    probability: opened.probability,
    rivals: [
      selection,
      await measureRival(opened, 'hsic', 'hsic', { samples: forwards, grid, over }),
      spent === null
        ? {
            rival: 'hsic at equal forwards',
            code: 'USAGE_METHOD_UNSUITED',
            reason: 'the selection failed, so that nothing equals it',
          }
        : await measureRival(opened, 'hsic at equal forwards', 'hsic', { samples: Math.max(fewestMasks, spent), grid, over }),
    ],
  }
}

/** HSIC takes no fewer masks. */
const fewestMasks = 8

async function measureRival(
  opened: OpenedSample,
  rival: Rival,
  name: string,
  given: Readonly<Record<string, unknown>>,
): Promise<RivalRecord | RivalFailure> {
  const method = prepareMethod(name, given)
  const measured = await measureMethod(opened.subject, { label: rival, method }, opened.seed)
  if ('code' in measured) return { rival, ...measured }
  const context = metricContext(opened, measured, method, { truth: undefined, layers: 0 })
  // The two forms of HSIC share masks; what counts is what each takes alone.
  const forwards = rival === 'submodular' ? measured.forwards : method.cost(opened.subject.regions.count)
  return { rival, forwards, values: await measureCurves(context) }
}

async function measureCurves(context: MetricContext): Promise<Readonly<Record<ClaimMeasure, number | null>>> {
  const { value: insertion, curve } = await prepareMetric('insertion').measure(context)
  const { value: deletion } = await prepareMetric('deletion').measure(context)
  const highest = curve === undefined ? [] : highestWithin({ share: curve.share, insertion: curve.score })
  const values = [insertion, deletion, ...highest.map(({ kept }) => kept)]
  return Object.fromEntries(claimMeasures.map((measure, index) => [measure, values[index] ?? null])) as Readonly<
    Record<ClaimMeasure, number | null>
  >
}
