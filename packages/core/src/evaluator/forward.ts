import type { Kernels } from '../kernels/kernels.ts'
import type { Classifier, Frame } from '../model/classifier.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { allocateBuffers } from './buffers.ts'
import { createDrawer, type MaskDrawer } from './draw-masks.ts'
import type { Masks, Scores, Want } from './mask-evaluator.ts'
import type { MemoEntry } from './memo.ts'
import { createModelRun } from './model-run.ts'
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

/** Allocates the buffers and writes picture, baseline, labels and targets once. */
export function createForward(options: ForwardOptions): Forward {
  const { classifier, kernels, frame, regions, plan, rows } = options
  const { featureLength } = classifier.info
  const buffers = allocateBuffers(kernels, classifier, regions, rows)
  const reader = createScoreReader({ classifier, kernels, plan, rows })
  const features = new Float32Array(rows * featureLength)
  const milliseconds = { mask: 0, model: 0, read: 0 }

  kernels.write(buffers.picture, classifier.normalise(frame.rgb))
  kernels.write(buffers.baseline, classifier.normalise(options.baselineRgb))
  kernels.write(buffers.labels, regions.labels)

  const runModel = createModelRun({
    kernels,
    classifier,
    frameLength: 3 * frame.width * frame.height,
    buffers: { images: buffers.images, logits: reader.logits, features: buffers.features },
  })

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
    await runModel(shape, want.features === true)
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
