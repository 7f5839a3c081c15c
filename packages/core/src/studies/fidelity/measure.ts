import type { Sample } from '../../datasets/dataset.ts'
import { removalMap } from '../../metrics/faithfulness/removal-orders.ts'
import { unrankedMap } from '../../metrics/undefined-value.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { failureOfModel } from '../measuring/failure-of-model.ts'
import type { MethodFailure, ModelFailure } from '../measuring/failures.ts'
import { measureMethod, reasonOf, type StudyMethod } from '../measuring/measure-methods.ts'
import { metricContext } from '../measuring/metric-context.ts'
import { type OpenedSample, openSample } from '../measuring/open-sample.ts'
import type { StudyModel, StudyTools } from '../study.ts'
import { measureBothOrders } from './both-orders.ts'
import { baselinesOf, type FidelityParameters, methodsOf, randomMethod, settingsOf } from './parameters.ts'
import type { CurvesOfMap, FidelityOfModel, FidelityRecord, Sign } from './record.ts'

/** Both curves of every method's map of one picture, on every baseline, model by model. Throws PICTURE_*. */
export async function measureFidelity(
  sample: Sample,
  parameters: FidelityParameters,
  tools: StudyTools,
): Promise<FidelityRecord> {
  const models: (FidelityOfModel | ModelFailure)[] = []
  for (const model of tools.models) {
    const opened = await openSample(sample, model, settingsOf(parameters), tools).catch(failureOfModel)
    if ('code' in opened) models.push({ model: model.name, ...opened })
    else models.push(await measureModel(opened, model, parameters).finally(opened.release))
  }
  return { sample: sample.id, models }
}

async function measureModel(
  opened: OpenedSample,
  { name }: StudyModel,
  parameters: FidelityParameters,
): Promise<FidelityOfModel> {
  const { target, isRight, seed } = opened
  const maps: (CurvesOfMap | MethodFailure)[] = []
  for (const method of methodsOf(parameters)) {
    // The absolute values of a map without negative ones are the same map.
    const signs: readonly Sign[] = method.method.signed ? ['signed', 'absolute'] : ['signed']
    maps.push(...(await measureMap(opened, method, seed, signs, parameters)))
  }
  const random = randomMethod()
  for (let draw = 1; draw <= parameters.randomSeeds; draw++)
    maps.push(...(await measureMap(opened, random, deriveSeed(seed, 'random', draw), [`seed ${draw}`], parameters)))
  return { model: name, target: target.class, why: target.why, isRight, maps }
}

async function measureMap(
  opened: OpenedSample,
  method: StudyMethod,
  seed: number,
  signs: readonly Sign[],
  parameters: FidelityParameters,
): Promise<readonly (CurvesOfMap | MethodFailure)[]> {
  const measured = await measureMethod(opened.subject, method, seed)
  if (!('map' in measured)) return [{ method: method.label, ...measured }]
  const context = metricContext(opened, measured, method.method, { truth: undefined, layers: 0 })
  const curvesOn = async (baseline: string, sign: Sign): Promise<CurvesOfMap | MethodFailure> => {
    const settings = { steps: parameters.steps, baseline, absolute: sign === 'absolute' }
    const measuring = measureBothOrders(context, settings, opened.target.class)
    return await measuring.then(
      (both) => ({ method: method.label, sign, baseline, ...both }),
      (error: unknown) => ({ method: method.label, ...reasonOf(error) }),
    )
  }
  const curves: (CurvesOfMap | MethodFailure)[] = []
  for (const sign of signs) {
    const unranked = unrankedMap(removalMap(measured, { absolute: sign === 'absolute' }))
    if (unranked) curves.push({ method: method.label, code: 'MAP_CONSTANT', reason: unranked })
    else for (const baseline of baselinesOf(parameters)) curves.push(await curvesOn(baseline, sign))
  }
  return curves
}
