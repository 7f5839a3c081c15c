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
  /** Whether the prediction is the true class; null where that is not known, or the model has no such class. */
  readonly isRight: boolean | null
  /** Made of the study's and the sample's id, so that no two samples share their random numbers. */
  readonly seed: number
  readonly release: () => void
}

/** Forwards that opening a sample takes at most. */
export const openedForwards = 2

/** Opens a sample for one of the models: two forwards at most. Throws PICTURE_*, USAGE_REGIONS, and USAGE_CLASS_UNKNOWN where the true class is to be explained and the model lacks it. */
export async function openSample(
  sample: Sample,
  model: StudyModel,
  settings: SampleSettings,
  tools: Pick<StudyTools, 'kernels' | 'seed' | 'memory' | 'signal' | 'onForwards'>,
): Promise<OpenedSample> {
  const { classifier } = model
  const { labels } = classifier.info
  const truth = settings.target === 'truth' || isKnown(sample, model) ? truthFor(sample, model) : null
  const picture = await sample.open()
  const frame = classifier.frame(picture)
  let told = 0
  const first = openSubject({
    model: classifier,
    kernels: tools.kernels,
    frame,
    regions: createRegions(frame, settings.regions, picture),
    target: labelled(truth ?? 0, labels),
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
    const isRight = truth === null ? null : predicted === truth
    const why = settings.target === 'truth' && truth !== null ? 'truth' : 'predicted'
    const isFirst = predicted === truth || why === 'truth'
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

/** Whether the model has the class of the sample. Its own answer can be explained without. */
function isKnown({ class: index }: Sample, { classifier, classOf }: StudyModel): boolean {
  const own = index !== undefined && classOf ? classOf(index) : (index ?? null)
  return own !== null && own < classifier.info.classes
}

/** The true class of a sample as the model numbers it; null where it is not known. Throws USAGE_CLASS_UNKNOWN for a class that the model lacks. */
export function truthFor({ id, class: index }: Sample, { name, classifier, classOf }: StudyModel): number | null {
  if (index === undefined) return null
  const own = classOf ? classOf(index) : index
  if (own !== null && own < classifier.info.classes) return own
  throw new TelltaleError(
    'USAGE_CLASS_UNKNOWN',
    `The model "${name}" has no class ${index} of the data set, which "${id}" is said to show.`,
    'Use a model that has the classes of the data set; where it only numbers them otherwise, name them with --classes.',
    { value: index, limit: classifier.info.classes },
  )
}

function labelled(index: number, labels: readonly string[]): Target {
  const label = labels[index]
  return label === undefined ? { class: index } : { class: index, label }
}

/** What the model says of the whole frame. */
async function readWhole(subject: Subject): Promise<{ readonly predicted: number; readonly probability: number }> {
  const weights = new Float32Array(subject.regions.count).fill(1)
  const { predicted, probabilities } = await subject.on(subject.baseline).evaluate({ kind: 'regions', count: 1, weights })
  return { predicted: predicted[0]!, probability: probabilities[0]! }
}
