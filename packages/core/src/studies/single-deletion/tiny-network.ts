import type { Sample } from '../../datasets/dataset.ts'
import { resolveBaseline } from '../../image/resolve-baseline.ts'
import type { Classifier, Preprocess } from '../../model/classifier.ts'
import { frameOf } from '../../model/frame.ts'
import { createNormalise } from '../../model/normalise.ts'
import { openClassifier } from '../../model/open-classifier.ts'
import { deriveSeed } from '../../random/derive-seed.ts'
import { nearestGrid } from '../../regions/nearest-grid.ts'
import { writeNetwork } from '../../training/small-network.ts'
import { type FrameExample, trainSmallNetwork } from '../../training/train-small-network.ts'
import type { StudyModel, StudyTools } from '../study.ts'
import { halvesOf, nullFor, othersOf } from './folds.ts'
import { baselineFor, baselinesOf, type SingleDeletionParameters, trainingOf } from './parameters.ts'

/** What tables call the network. */
export const tinyNetworkName = 'tiny CNN'

const side = 64
const channels = [16, 32, 64]
const preprocess: Preprocess = {
  ...{ resize: 'exact', size: [side, side], crop: null, resample: 'bilinear', channels: 'rgb' },
  ...{ scale: 1 / 255, mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
}

/**
 * A small network trained from scratch on the other half of the data set, with a cell hidden half of the time, so that such pictures are in its
 * domain. Made once for each half; it has the classes that its half shows and lacks the others. It says nothing about large models. Throws
 * USAGE_PARAMETER where that half has no picture of a known class.
 */
export async function tinyNetwork(sample: Sample, parameters: SingleDeletionParameters, tools: StudyTools): Promise<StudyModel> {
  const once = tools.once ?? ((_name, make) => make())
  const halves = await once('halves', async () => halvesOf(tools.dataset.samples, tools.seed))
  const fold = halves.get(sample.id)!
  return await once(`tiny network ${fold}`, async () => {
    const examples = await once('frames', () => gather(halves, parameters, tools))
    const others = othersOf(examples, fold, tools.dataset.name)
    const classes = [...new Set(others.map((example) => example.class))].sort((a, b) => a - b)
    const classifier = await trainOn(others, classes, fold, parameters, tools)
    const classOf = (index: number): number | null => (classes.includes(index) ? classes.indexOf(index) : null)
    return { name: tinyNetworkName, classifier, classOf }
  })
}

async function trainOn(
  examples: readonly FrameExample[],
  classes: readonly number[],
  fold: number,
  parameters: SingleDeletionParameters,
  { models, seed, signal }: StudyTools,
): Promise<Classifier> {
  const [first] = models
  const { runtime, info } = first!.classifier
  // One class is no choice, and no classifier has fewer than two.
  const network = { side, channels, classes: Math.max(2, classes.length) }
  const numbered = examples.map((example) => ({ ...example, class: classes.indexOf(example.class) }))
  const options = { ...trainingOf(parameters), seed: deriveSeed(seed, 'tiny network', fold), signal }
  const cells = nearestGrid(side, side, parameters.grid, parameters.grid)
  const { weights } = await trainSmallNetwork(network, numbered, cells, runtime, options)
  const labels = Array.from(
    { length: network.classes },
    (_, index) => info.labels[classes[index] ?? -1] ?? `class ${classes[index] ?? index}`,
  )
  const files = { name: tinyNetworkName, file: tinyNetworkName, model: writeNetwork(network, weights), weights: new Map() }
  return await openClassifier(files, runtime, { preprocess, labels })
}

/** The pictures of known class as frames; classes are the data set's. */
async function gather(
  halves: ReadonlyMap<string, number>,
  parameters: SingleDeletionParameters,
  { dataset }: StudyTools,
): Promise<readonly (FrameExample & { readonly fold: number })[]> {
  const [text] = baselinesOf(parameters)
  const baseline = baselineFor(text!, preprocess)
  const normalise = createNormalise(preprocess)
  const examples: (FrameExample & { readonly fold: number })[] = []
  for (const sample of dataset.samples) {
    if (sample.class === undefined) continue
    // A picture that cannot be read fails when its own turn comes.
    const picture = await sample.open().catch((error: unknown) => nullFor(/^PICTURE_/, error))
    if (picture === null) continue
    const frame = frameOf(picture, preprocess)
    examples.push({
      class: sample.class,
      fold: halves.get(sample.id)!,
      shown: normalise(frame.rgb),
      hidden: normalise(resolveBaseline(baseline, frame, null)),
    })
  }
  return examples
}
