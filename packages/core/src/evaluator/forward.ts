import type { Kernels } from '../kernels/kernels.ts'
import type { Classifier, Frame } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { allocateBuffers } from './buffers.ts'
import { createDrawer, type MaskDrawer } from './draw-masks.ts'
import type { Masks, Scores, Want } from './mask-evaluator.ts'
import type { MemoEntry } from './memo.ts'
import type { Batch } from './plan-batches.ts'
import { createScoreReader } from './score-reader.ts'
import type { TargetPlan } from './targets.ts'

interface ForwardOptions {
  readonly classifier: Classifier
  readonly kernels: Kernels
  readonly frame: Frame
  readonly regions: RegionMap
  readonly baselineRgb: Uint8Array
  readonly plan: TargetPlan
  /** Rows of the largest batch. */
  readonly rows: number
}

/** Mask kernel, model and readout kernel on one set of buffers: one batch at a time. */
export interface Forward {
  readonly drawer: (masks: Masks) => MaskDrawer
  readonly run: (drawer: MaskDrawer, batch: Batch, indices: Uint32Array, want: Want) => Promise<void>
  /** Scores of a row of the last batch. */
  readonly entry: (row: number) => MemoEntry
  /** Copies features and class probabilities of a row of the last batch, where `scores` has room for them. */
  readonly copyWanted: (row: number, index: number, scores: Scores) => void
  readonly milliseconds: { mask: number; model: number; read: number }
  readonly release: () => void
}

/** What the model reads and writes for one batch shape, without a copy. */
type BatchViews = Readonly<Record<'input' | 'logits', Float32Array | GPUBuffer>> & {
  readonly features: Float32Array | GPUBuffer | null
}

/** Allocates the buffers and writes picture, baseline, labels and targets once. */
export function createForward(options: ForwardOptions): Forward {
  const { classifier, kernels, frame, regions, plan, rows } = options
  const { classes, featureLength } = classifier.info
  const buffers = allocateBuffers(kernels, classifier, regions, rows)
  const reader = createScoreReader({ classifier, kernels, plan, rows })
  const features = new Float32Array(rows * featureLength)
  const milliseconds = { mask: 0, model: 0, read: 0 }

  kernels.write(buffers.picture, classifier.normalise(frame.rgb))
  kernels.write(buffers.baseline, classifier.normalise(options.baselineRgb))
  kernels.write(buffers.labels, regions.labels)

  const views = new Map<number, BatchViews>()
  const viewsOf = (shape: number): BatchViews => {
    const known = views.get(shape)
    // Growing memory leaves arrays without length, and never shrinks a device's buffers.
    if (known && (!(known.input instanceof Float32Array) || known.input.length > 0)) return known
    const made = {
      input: kernels.expose(buffers.images, shape * 3 * frame.width * frame.height),
      logits: kernels.expose(reader.logits, shape * classes),
      features: buffers.features && kernels.expose(buffers.features, shape * featureLength),
    }
    views.set(shape, made)
    return made
  }

  const run = async (drawer: MaskDrawer, batch: Batch, indices: Uint32Array, want: Want): Promise<void> => {
    const { shape } = batch
    let from = performance.now()
    const lap = (part: keyof typeof milliseconds): void => {
      const now = performance.now()
      milliseconds[part] += now - from
      from = now
    }
    drawer.draw(batch, indices)
    lap('mask')
    const { input, logits, features: featureView } = viewsOf(shape)
    const outputs = want.features && featureView ? { logits, features: featureView } : { logits }
    await classifier.session.run({ input }, outputs, shape)
    lap('model')
    await reader.read(shape, batch.rows, want)
    if (want.features && buffers.features) await kernels.read(buffers.features, features.subarray(0, shape * featureLength))
    lap('read')
  }

  const copyWanted = (row: number, index: number, scores: Scores): void => {
    reader.copyClasses(row, index, scores)
    scores.features?.set(features.subarray(row * featureLength, (row + 1) * featureLength), index * featureLength)
  }

  return {
    drawer: (masks) => createDrawer(masks, { kernels, buffers, classifier, frame, regions, rows }),
    run,
    entry: reader.entry,
    copyWanted,
    milliseconds,
    release: () => {
      reader.release()
      buffers.release()
    },
  }
}
