import type { Sample } from '../../datasets/dataset.ts'
import type { Subject } from '../../evaluate/subject.ts'
import { scorePixelMasks } from '../../metrics/pixel-masks.ts'
import { nearestGrid } from '../../regions/nearest-grid.ts'
import type { RegionMap } from '../../regions/region-map.ts'
import { regionSums } from '../../regions/region-means.ts'
import { failureOfModel } from '../measuring/failure-of-model.ts'
import type { MethodFailure, ModelFailure } from '../measuring/failures.ts'
import { measureMethods } from '../measuring/measure-methods.ts'
import { type OpenedSample, openSample } from '../measuring/open-sample.ts'
import type { StudyModel, StudyTools } from '../study.ts'
import { inDomain } from './in-domain.ts'
import { baselineFor, baselinesOf, methodsOf, type SingleDeletionParameters, settingsFor } from './parameters.ts'
import type { DropsOfModel, DropsOnBaseline, SingleDeletionRecord, SumsOfMap } from './record.ts'
import { tinyNetwork, tinyNetworkName } from './tiny-network.ts'

/** What hiding each cell of one picture does, and every method's map summed over the cells, model by model. Throws PICTURE_*. */
export async function measureSingleDeletion(
  sample: Sample,
  parameters: SingleDeletionParameters,
  tools: StudyTools,
): Promise<SingleDeletionRecord> {
  const models: (DropsOfModel | ModelFailure)[] = []
  for (const [name, open] of variantsOf(sample, parameters, tools)) {
    const opened = await openVariant(sample, open, parameters, tools).catch(failureOfModel)
    if ('code' in opened) models.push({ model: name, ...opened })
    else models.push(await measureModel(opened, name, parameters).finally(opened.release))
  }
  return { sample: sample.id, models }
}

/** The names of what is measured, and how to come by it. */
function variantsOf(
  sample: Sample,
  parameters: SingleDeletionParameters,
  tools: StudyTools,
): readonly (readonly [name: string, open: () => Promise<StudyModel>])[] {
  switch (parameters.variant) {
    case 'sds':
      return tools.models.map((model) => [model.name, async () => model])
    case 'head-only':
      return tools.models.map((model) => [model.name, () => inDomain(sample, model, parameters, tools)])
    case 'tiny-cnn':
      return [[tinyNetworkName, () => tinyNetwork(sample, parameters, tools)]]
  }
}

async function openVariant(
  sample: Sample,
  open: () => Promise<StudyModel>,
  parameters: SingleDeletionParameters,
  tools: StudyTools,
): Promise<OpenedSample> {
  const model = await open()
  return await openSample(sample, model, settingsFor(parameters, model), tools)
}

async function measureModel(
  { subject, target, isRight, seed }: OpenedSample,
  model: string,
  parameters: SingleDeletionParameters,
): Promise<DropsOfModel> {
  const { width, height } = subject.frame
  const cells = nearestGrid(width, height, parameters.grid, parameters.grid)
  const drops: DropsOnBaseline[] = []
  for (const baseline of baselinesOf(parameters)) drops.push(await measureDrops(subject, cells, baseline))
  const maps = await measureMethods<SumsOfMap | MethodFailure>(subject, methodsOf(parameters), seed, (measured, { label }) =>
    'map' in measured ? { method: label, sums: Array.from(regionSums(measured.map, cells)) } : { method: label, ...measured },
  )
  return { model, target: target.class, why: target.why, isRight, drops, maps }
}

async function measureDrops(subject: Subject, cells: RegionMap, text: string): Promise<DropsOnBaseline> {
  const { logits } = await scorePixelMasks(subject.on(baselineFor(text, subject.model.info.preprocess)), {
    count: 1 + cells.count,
    write: (index, kept) => {
      for (let pixel = 0; pixel < kept.length; pixel++) kept[pixel] = cells.labels[pixel] === index - 1 ? 0 : 1
    },
  })
  const clean = logits[0]!
  const drops = logits.subarray(1).map((logit) => clean - logit)
  return { baseline: text, clean, drops: Array.from(drops), spread: Array.from(regionSums(spreadOver(drops, cells), cells)) }
}

/** A map in which each cell shares its number equally among its pixels, in float64. */
function spreadOver(numbers: Float64Array, { count, labels }: RegionMap): Float64Array {
  const pixels = new Float64Array(count)
  for (const cell of labels) pixels[cell]!++
  return Float64Array.from(labels, (cell) => numbers[cell]! / pixels[cell]!)
}
