import type { Sample } from '../../datasets/dataset.ts'
import { TelltaleError } from '../../errors.ts'
import type { Subject } from '../../evaluate/subject.ts'
import { confusionOf } from '../../metrics/classification/confusion.ts'
import { objectPixels } from '../../metrics/localisation/object-pixels.ts'
import { truthInFrame } from '../../metrics/localisation/truth-in-frame.ts'
import { failureOfModel } from '../measuring/failure-of-model.ts'
import type { MethodFailure, ModelFailure } from '../measuring/failures.ts'
import { measureMethods } from '../measuring/measure-methods.ts'
import { type OpenedSample, openSample } from '../measuring/open-sample.ts'
import { withWholeFrame } from '../measuring/whole-frame.ts'
import type { StudyModel, StudyTools } from '../study.ts'
import { methodsOf, type ReliabilityParameters, settingsOf } from './parameters.ts'
import type { MapOfMosaic, MosaicOfModel, ReliabilityRecord } from './record.ts'

/** The relevance of every method's map on one mosaic, model by model. Throws PICTURE_*, and USAGE_PARAMETER for a sample that is no mosaic. */
export async function measureMosaic(
  sample: Sample,
  parameters: ReliabilityParameters,
  tools: StudyTools,
): Promise<ReliabilityRecord> {
  const { tiles, class: index } = sample
  if (!tiles || index === undefined) throw noMosaic(sample.id)
  const models: (MosaicOfModel | ModelFailure)[] = []
  for (const model of tools.models) {
    const opened = await openSample(sample, withWholeFrame(model), settingsOf(parameters), tools).catch(failureOfModel)
    if ('code' in opened) models.push({ model: model.name, ...opened })
    else models.push(await measureModel(sample, opened, model, parameters).finally(opened.release))
  }
  const mark = sample.id.indexOf('/mosaic/')
  return {
    sample: sample.id,
    group: mark < 0 ? '' : sample.id.slice(0, mark),
    class: index,
    repeats: tiles.some(({ repeats }) => repeats === true),
    models,
  }
}

async function measureModel(
  { tiles = [], class: index }: Sample,
  opened: OpenedSample,
  { name }: StudyModel,
  parameters: ReliabilityParameters,
): Promise<MosaicOfModel> {
  const { subject, picture, probability, seed } = opened
  const boxes = tiles.filter((tile) => tile.class === index).map(({ rectangle }) => rectangle)
  const shown = objectPixels({ truth: truthInFrame({ boxes }, subject.frame, picture), frame: subject.frame })
  // Tiles of the class are in every mosaic, so that there are pixels of them in every frame.
  if (typeof shown === 'string') throw new RangeError(shown)
  const methods = await measureMethods<MapOfMosaic | MethodFailure>(
    subject,
    methodsOf(parameters),
    seed,
    (measured, { label }) =>
      'map' in measured
        ? { method: label, forwards: measured.forwards, cells: confusionOf(measured.map, shown.mask) }
        : { method: label, ...measured },
  )
  const label = subject.target.label ?? `class ${subject.target.class}`
  return { model: name, label, moreProbable: await countMoreProbable(subject), probability, methods }
}

/** How many classes are more probable than the target for the whole frame. */
async function countMoreProbable(subject: Subject): Promise<number> {
  const weights = new Float32Array(subject.regions.count).fill(1)
  const { classes } = await subject.on(subject.baseline).evaluate({ kind: 'regions', count: 1, weights }, { classes: true })
  const own = classes![subject.target.class]!
  return classes!.reduce((count, probability) => (probability > own ? count + 1 : count), 0)
}

function noMosaic(id: string): TelltaleError {
  return new TelltaleError('USAGE_PARAMETER', `"${id}" is no mosaic.`, 'Measure the samples that the study makes itself.', {
    value: id,
  })
}
