import { createMaskEvaluator, type OwnedMaskEvaluator } from '../evaluator/create-mask-evaluator.ts'
import type { Scores, Target } from '../evaluator/mask-evaluator.ts'
import { type Baseline, secondBaseline } from '../image/baseline.ts'
import type { Picture } from '../image/picture.ts'
import { resolveBaseline } from '../image/resolve-baseline.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Classifier, Frame } from '../model/classifier.ts'
import { createRegions } from '../regions/create-regions.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { createMaskKernel } from '../surrogate/mask-kernel.ts'
import { createLedger, type Ledger } from './ledger.ts'
import type { ExplainSettings } from './settings.ts'

/** One picture made ready: frame, regions, both baselines, and what the model says of the whole frame. */
export interface Stage {
  readonly frame: Frame
  readonly regions: RegionMap
  readonly second: Baseline
  /** Probability of every class for the whole frame. */
  readonly classes: Float32Array
  readonly predicted: number
  /** Opens the evaluators of all targets on the main and the second baseline, which share every forward; called once. */
  readonly openFor: (targets: readonly Target[]) => StageEvaluators
  /** What all evaluators cost so far. */
  readonly ledger: Ledger
  /** Tells how many forwards there were so far; called after each batch. */
  readonly onBatch: () => void
  /** Evaluators that share the memory bound. */
  readonly evaluators: number
  /** Batch shapes that have been run so far, ascending. */
  readonly shapes: () => number[]
  readonly release: () => void
}

/** The evaluators of one picture: targets have the same index in both. */
export interface StageEvaluators {
  readonly main: OwnedMaskEvaluator
  readonly second: OwnedMaskEvaluator
}

interface StageOptions {
  readonly model: Classifier
  readonly picture: Picture
  readonly kernels: Kernels
  readonly settings: ExplainSettings
  readonly signal?: AbortSignal | undefined
  readonly onBatch: (forwards: number) => void
  /** Whether a method also runs the network behind a layer. */
  readonly opensLayers: boolean
}

/** Frames the picture, divides it into regions and asks the model once. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { model, picture, kernels, settings, signal, onBatch, opensLayers } = options
  const frame = model.frame(picture)
  const regions = createRegions(frame, settings.regions, picture)
  // The surrogate refuses too many regions: better here than after a search has been paid for.
  createMaskKernel(regions.count, null)
  const second = secondBaseline(settings.baseline)
  const ledger = createLedger()
  // The main baseline's and the second's are open at the same time, and that of a layer.
  const evaluators = opensLayers ? 3 : 2
  const opened: OwnedMaskEvaluator[] = []
  const live = new Set<OwnedMaskEvaluator>()
  const open = (targets: readonly Target[], baseline: Baseline): OwnedMaskEvaluator => {
    const evaluator = createMaskEvaluator({
      classifier: model,
      kernels,
      frame,
      regions,
      baseline,
      baselineRgb: resolveBaseline(baseline, frame, regions),
      targets,
      budget: ledger.total,
      memory: settings.memory,
      memorySharedBy: evaluators,
      onBatch,
      ...(signal ? { signal } : {}),
    })
    opened.push(evaluator)
    ledger.add(() => evaluator.spent)
    live.add(evaluator)
    return evaluator
  }
  const release = (): void => {
    for (const evaluator of live) evaluator.release()
    live.clear()
  }
  try {
    const whole = await classify(open([], settings.baseline), regions.count)
    release()
    return {
      frame,
      regions,
      second,
      classes: whole.classes!,
      predicted: whole.predicted[0]!,
      openFor: (targets) => ({ main: open(targets, settings.baseline), second: open(targets, second) }),
      ledger,
      onBatch: () => onBatch(ledger.total.spent),
      evaluators,
      shapes: () => [...new Set(opened.flatMap((evaluator) => evaluator.shapes))].sort((a, b) => a - b),
      release,
    }
  } catch (error) {
    release()
    throw error
  }
}

async function classify(evaluator: OwnedMaskEvaluator, regions: number): Promise<Scores> {
  return evaluator.evaluate({ kind: 'regions', count: 1, weights: new Float32Array(regions).fill(1) }, { classes: true })
}
