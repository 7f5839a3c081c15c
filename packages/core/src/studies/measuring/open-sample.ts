import type { Sample } from '../../datasets/dataset.ts'
import { TelltaleError } from '../../errors.ts'
import { openSubject, type Subject } from '../../evaluate/subject.ts'
import type { Target } from '../../evaluator/mask-evaluator.ts'
import type { Baseline } from '../../image/baseline.ts'
import type { Picture } from '../../image/picture.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { createRegions, type RegionSource } from '../../regions/create-regions.ts'
import type { StudyModel, StudyTools } from '../study.ts'

/** How the samples of a study are made ready. */
export interface SampleSettings {
  readonly regions: RegionSource
  /** What methods hide with, and metrics unless they say otherwise. */
  readonly baseline: Baseline
  /** The class that is explained; the predicted one also where the true one is not known. */
  readonly target: 'truth' | 'predicted'
}

/** One sample in the eyes of one model. Whoever opened it calls `release`. */
export interface OpenedSample {
  readonly picture: Picture
  readonly subject: Subject
  readonly target: { readonly class: number; readonly why: 'truth' | 'predicted' }
  /** Probability of the target for the whole frame. */
  readonly probability: number
  readonly predicted: number
  /** Whether the prediction is the true class; null where that is not known. */
  readonly isRight: boolean | null
  /** Made of the study's and the sample's id, so that no two samples share their random numbers. */
  readonly seed: number
  readonly release: () => void
}

/** Forwards that opening a sample takes at most. */
export const openedForwards = 2

/** Opens a sample for one of the models: two forwards at most. Throws PICTURE_*, USAGE_REGIONS, and USAGE_CLASS_UNKNOWN for a class the model lacks. */
export async function openSample(
  sample: Sample,
  { classifier }: StudyModel,
  settings: SampleSettings,
  tools: Pick<StudyTools, 'kernels' | 'seed' | 'memory' | 'signal' | 'onForwards'>,
): Promise<OpenedSample> {
  const picture = await sample.open()
  const { labels, classes, name } = classifier.info
  if (sample.class !== undefined && sample.class >= classes) throw noSuchClass(sample, name, classes)
  const frame = classifier.frame(picture)
  let told = 0
  const first = openSubject({
    model: classifier,
    kernels: tools.kernels,
    frame,
    regions: createRegions(frame, settings.regions, picture),
    target: labelled(sample.class ?? 0, labels),
    baseline: settings.baseline,
    memory: tools.memory,
    signal: tools.signal,
    onBatch: (forwards) => {
      tools.onForwards(forwards - told)
      told = forwards
    },
  })
  try {
    const { predicted, probability } = await readWhole(first)
    const isRight = sample.class === undefined ? null : predicted === sample.class
    const why = settings.target === 'truth' && sample.class !== undefined ? 'truth' : 'predicted'
    const isFirst = predicted === sample.class || why === 'truth'
    const subject = isFirst ? first : first.sibling({ target: labelled(predicted, labels) })
    return {
      picture,
      subject,
      target: { class: subject.target.class, why },
      probability: isFirst ? probability : (await readWhole(subject)).probability,
      predicted,
      isRight,
      seed: seedOf(sample, tools.seed),
      release: first.release,
    }
  } catch (error) {
    first.release()
    throw error
  }
}

/** The seed of a sample within a study: methods and metrics of all models draw with it. */
export function seedOf({ id }: Pick<Sample, 'id'>, seed: number): number {
  return deriveSeed(seed, 'sample', id)
}

function labelled(index: number, labels: readonly string[]): Target {
  const label = labels[index]
  return label === undefined ? { class: index } : { class: index, label }
}

function noSuchClass({ id, class: index }: Sample, model: string, classes: number): TelltaleError {
  return new TelltaleError(
    'USAGE_CLASS_UNKNOWN',
    `The model "${model}" has no class ${index}, which "${id}" is said to show.`,
    'Use a data set whose classes are the model’s.',
    { value: index!, limit: classes },
  )
}

/** What the model says of the whole frame. */
async function readWhole(subject: Subject): Promise<{ readonly predicted: number; readonly probability: number }> {
  const weights = new Float32Array(subject.regions.count).fill(1)
  const { predicted, probabilities } = await subject.on(subject.baseline).evaluate({ kind: 'regions', count: 1, weights })
  return { predicted: predicted[0]!, probability: probabilities[0]! }
}
