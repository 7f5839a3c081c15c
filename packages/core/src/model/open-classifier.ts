import { withClassifierOutputs, withPictureInput } from '../graph/canonical.ts'
import { checkExternalTensors } from '../graph/check-tensors.ts'
import { externaliseWeights } from '../graph/externalise-weights.ts'
import { findInput } from '../graph/find-input.ts'
import { foldConstants } from '../graph/fold.ts'
import { graphOf, type OnnxModel, opsetOf } from '../graph/proto.ts'
import { readModel } from '../graph/read-model.ts'
import { checkResizes } from '../graph/shapes/check-resizes.ts'
import { checkSizes } from '../graph/shapes/check-sizes.ts'
import { inferFacts } from '../graph/shapes/infer-facts.ts'
import { writeModel } from '../graph/write-model.ts'
import { sha256 } from '../sha256.ts'
import { type Attachment, attachmentInfo, attachTo } from './attachment.ts'
import { choosePreprocess } from './choose-preprocess.ts'
import type { Classifier, Preprocess, Warning } from './classifier.ts'
import { findAnswer } from './find-answer.ts'
import { frameOf } from './frame.ts'
import type { ModelFiles } from './model-files.ts'
import { createNormalise } from './normalise.ts'
import { openedGraph } from './opened-graph.ts'
import { readTelltaleFile, type TelltaleFile } from './preprocess-from-telltale.ts'
import { completeLabels, labelsFromConfig } from './read-labels.ts'
import type { Runtime } from './runtime.ts'
import { noiseFrames, selfTest } from './self-test.ts'
import { readMetadata } from './telltale-metadata.ts'
import { type Trace, traceModel } from './trace-model.ts'

/** What a caller may say about a model; everything else is read from its files. */
export interface ClassifierOptions {
  /** Name of the output with one number per class. */
  readonly output?: string
  /** Name of the tensor that serves as embedding, a vector or a map per picture, or `none`; default: found by itself. */
  readonly features?: string
  /** What makes a classifier of a model that is none: class vectors for its embedding, or a box of its output map. */
  readonly attach?: Attachment
  /** All of the preprocessing, single entries of it, or ImageNet's usual one for the size the model takes. */
  readonly preprocess?: Partial<Preprocess> | 'imagenet'
  /** One name per class. */
  readonly labels?: readonly string[]
  /** Warnings that arose before, as about the choice of runtime. */
  readonly warnings?: readonly Warning[]
}

/**
 * Opens a classifier from bytes that are already read, on any platform: checks the file, brings it to one input `input` and the outputs `logits` and
 * `features`, and tests the session. Dispose of it when done; the runtime stays the caller's.
 *
 * Throws MODEL_* errors, USAGE_PARAMETER where preprocessing and model disagree, or the model lacks the features asked for.
 */
export async function openClassifier(files: ModelFiles, runtime: Runtime, options: ClassifierOptions = {}): Promise<Classifier> {
  const { file } = files
  const original = readModel(files.model, file)
  checkExternalTensors(graphOf(original), files.weights, file)
  const telltale = readTelltaleFile(files.telltale)
  const metadata = readMetadata(original)

  const input = findInput(original, file)
  const chosen = choosePreprocess(
    {
      option: options.preprocess,
      telltale: telltale?.preprocess,
      preprocessor: files.preprocessor,
      config: files.config,
      metadata: metadata?.preprocess,
    },
    input,
    file,
  )
  const [height, width] = chosen.preprocess.crop ?? chosen.preprocess.size
  const { model: light, weights } = externaliseWeights(foldConstants(original, files.weights), files.weights)
  const opened = withPictureInput(light, { ...input, height, width })

  const normalise = createNormalise(chosen.preprocess)
  const batch = input.batch ?? 2
  const { facts } = inferFacts(opened, new Map([['input', [batch, 3, height, width]]]), weights)
  checkSizes(facts, file)
  checkResizes(opened, facts, file)
  const noise = noiseFrames(batch, { normalise, width, height })
  const further = options.features === undefined ? [] : [options.features]
  const traced = (model: OnnxModel): Promise<Trace> =>
    traceModel(model, weights, runtime, { shape: [batch, 3, height, width], values: noise }, further)
  const output = options.output ?? telltale?.output
  const model = options.attach ? attachTo(opened, await traced(opened), options.attach, output, file) : opened
  const trace = await traced(model)
  const wishes = {
    output: options.attach ? undefined : output,
    features: options.features,
    multiLabel: telltale?.multiLabel ?? isMultiLabel(files.config),
  }
  const answer = findAnswer(model, trace, wishes, file)
  const canonical = withClassifierOutputs(model, { ...answer, batch: input.batch })

  const onnx = { model: writeModel(canonical.model), weights }
  const session = await runtime.open(onnx.model, weights)
  const { classes } = answer.logits
  const featureLength = answer.features?.length ?? 0
  const subject = {
    session,
    normalise,
    width,
    height,
    classes,
    featureLength,
    fixedBatch: input.batch,
    isSlow: runtime.device === 'wasm',
    warmsUp: runtime.gpu !== undefined,
    file,
  }
  const tested = await selfTest(subject).catch(async (error: unknown) => {
    await session.dispose()
    throw error
  })

  const names =
    options.labels ?? listedLabels(telltale) ?? files.labels ?? labelsFromConfig(files.config) ?? listedLabels(metadata)
  const { labels, warnings } = completeLabels(names ?? null, classes)
  return {
    info: {
      name: telltale?.name ?? files.name,
      sha256: await sha256(files.model),
      opset: opsetOf(original),
      classes,
      labels,
      preprocess: chosen.preprocess,
      preprocessFrom: chosen.from,
      output: answer.logits.tensor,
      link: answer.link,
      layers: answer.layers.map((layer) => ({ ...layer, name: canonical.nameOf(layer.name) })),
      features: answer.features === null ? null : canonical.nameOf(answer.features.tensor),
      featureLength,
      attached: await attachmentInfo(options.attach),
      warnings: [...(options.warnings ?? []), ...chosen.warnings, ...warnings],
    },
    ...tested,
    threads: runtime.threads,
    frame: (picture) => frameOf(picture, chosen.preprocess),
    normalise,
    onnx,
    runtime,
    ...openedGraph(session, weights, () => ({ onnx, runtime, height, width, fixedBatch: input.batch })),
  }
}

function isMultiLabel(config: unknown): boolean {
  return (
    typeof config === 'object' &&
    config !== null &&
    'problem_type' in config &&
    config.problem_type === 'multi_label_classification'
  )
}

function listedLabels(file: TelltaleFile | null): readonly string[] | undefined {
  return Array.isArray(file?.labels) ? file.labels : undefined
}
