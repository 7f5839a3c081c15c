import type { Sample } from '../../datasets/dataset.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { nearestGrid } from '../../regions/nearest-grid.ts'
import type { Head } from '../../training/linear-head.ts'
import { readHead, withoutHead } from '../../training/read-head.ts'
import { type HeadExample, retrainHead } from '../../training/retrain-head.ts'
import { openWithHead } from '../../training/with-head.ts'
import { type OpenedSample, openSample, truthFor } from '../measuring/open-sample.ts'
import type { StudyModel, StudyTools } from '../study.ts'
import { halvesOf, nullFor, othersOf } from './folds.ts'
import { type SingleDeletionParameters, settingsFor, trainingOf } from './parameters.ts'

/**
 * The model with its last layer retrained on the pictures of the other half of the data set, with a cell hidden half of the time. Made once for each
 * model and half. Throws USAGE_PARAMETER where the last layer cannot be retrained or the half has no picture of a known class.
 */
export async function inDomain(
  sample: Sample,
  model: StudyModel,
  parameters: SingleDeletionParameters,
  tools: StudyTools,
): Promise<StudyModel> {
  const once = tools.once ?? ((_name, make) => make())
  const halves = await once('halves', async () => halvesOf(tools.dataset.samples, tools.seed))
  const fold = halves.get(sample.id)!
  const classifier = await once(`head ${model.name} ${fold}`, async () => {
    const { head, examples } = await once(`features ${model.name}`, () => gather(model, halves, parameters, tools))
    const others = othersOf(examples, fold, tools.dataset.name)
    const options = { ...trainingOf(parameters), seed: deriveSeed(tools.seed, 'head', fold), signal: tools.signal }
    return await openWithHead(model.classifier, await retrainHead(head, others, model.classifier.runtime, options))
  })
  return { ...model, classifier }
}

interface Gathered {
  readonly head: Head
  readonly examples: readonly (HeadExample & { readonly fold: number })[]
}

/** Features of every picture of a class that the model has, as it is and with each cell hidden: one forward each. */
async function gather(
  model: StudyModel,
  halves: ReadonlyMap<string, number>,
  parameters: SingleDeletionParameters,
  tools: StudyTools,
): Promise<Gathered> {
  const head = await readHead(model.classifier)
  const examples: Gathered['examples'][number][] = []
  for (const sample of tools.dataset.samples) {
    const truth = classOrNull(sample, model)
    const opened = truth === null ? null : await openOrNull(sample, model, parameters, tools)
    if (truth === null || opened === null) continue
    try {
      const { subject, target } = opened
      const regions = nearestGrid(subject.frame.width, subject.frame.height, parameters.grid, parameters.grid)
      const count = 1 + regions.count
      const weights = Float32Array.from({ length: count * regions.count }, (_, i) =>
        Math.floor(i / regions.count) === 1 + (i % regions.count) ? 0 : 1,
      )
      const masks = { kind: 'regions', count, weights, regions } as const
      const { features, logits } = await subject.on(subject.baseline).evaluate(masks, { features: true })
      requireLinear(head, features!, target.class, logits[0]!, model.name)
      examples.push({ class: truth, features: features!, fold: halves.get(sample.id)! })
    } finally {
      opened.release()
    }
  }
  return { head, examples }
}

/** A picture of a class that the model lacks teaches it nothing. */
function classOrNull(sample: Sample, model: StudyModel): number | null {
  try {
    return truthFor(sample, model)
  } catch (error) {
    return nullFor(/^USAGE_CLASS_/, error)
  }
}

/** A picture that cannot be read fails when its own turn comes. */
async function openOrNull(
  sample: Sample,
  model: StudyModel,
  parameters: SingleDeletionParameters,
  tools: StudyTools,
): Promise<OpenedSample | null> {
  try {
    return await openSample(sample, model, settingsFor(parameters, model), tools)
  } catch (error) {
    return nullFor(/^PICTURE_/, error)
  }
}

/** Refuses a network whose logit is another than its head gives: something stands between the features and the logits. */
function requireLinear(
  { length, weights, bias }: Head,
  features: Float32Array,
  index: number,
  logit: number,
  name: string,
): void {
  let sum = bias[index]!
  for (let i = 0; i < length; i++) sum += weights[index * length + i]! * features[i]!
  if (Math.abs(sum - logit) > 1e-3 * (1 + Math.abs(logit)))
    throw withoutHead(name, 'its logits are no linear function of its features')
}
