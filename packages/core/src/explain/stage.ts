import { type Budget, createMaskEvaluator, type OwnedMaskEvaluator } from '../evaluator/create-mask-evaluator.ts'
import type { Scores, Target } from '../evaluator/mask-evaluator.ts'
import { type Baseline, secondBaseline } from '../image/baseline.ts'
import type { Picture } from '../image/picture.ts'
import { resolveBaseline } from '../image/resolve-baseline.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Classifier, Frame } from '../model/classifier.ts'
import { createRegions } from '../regions/create-regions.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { createMaskKernel } from '../surrogate/mask-kernel.ts'
import type { ExplainSettings } from './settings.ts'

/** One picture made ready: frame, regions, both baselines, and what the model says of the whole frame. */
export interface Stage {
  readonly frame: Frame
  readonly regions: RegionMap
  readonly second: Baseline
  readonly budget: Budget
  /** Probability of every class for the whole frame. */
  readonly classes: Float32Array
  readonly predicted: number
  /** Opens the evaluator of these targets on the main or the second baseline. */
  readonly open: (targets: readonly Target[], which: 'main' | 'second') => OwnedMaskEvaluator
  /** All evaluators opened so far, for their costs. */
  readonly opened: readonly OwnedMaskEvaluator[]
  readonly release: () => void
}

interface StageOptions {
  readonly model: Classifier
  readonly picture: Picture
  readonly kernels: Kernels
  readonly settings: ExplainSettings
  readonly signal?: AbortSignal | undefined
  readonly onBatch: (forwards: number) => void
}

/** Frames the picture, divides it into regions and asks the model once. */
export async function openStage({ model, picture, kernels, settings, signal, onBatch }: StageOptions): Promise<Stage> {
  const frame = model.frame(picture)
  const regions = createRegions(frame, { kind: settings.regionKind, count: settings.regions })
  // The surrogate refuses too many regions: better here than after a search has been paid for.
  createMaskKernel(regions.count, null)
  const second = secondBaseline(settings.baseline)
  const budget: Budget = { limit: settings.budget ?? Number.POSITIVE_INFINITY, spent: 0 }
  const opened: OwnedMaskEvaluator[] = []
  const live = new Set<OwnedMaskEvaluator>()
  const open = (targets: readonly Target[], which: 'main' | 'second'): OwnedMaskEvaluator => {
    const baseline = which === 'main' ? settings.baseline : second
    const evaluator = createMaskEvaluator({
      classifier: model,
      kernels,
      frame,
      regions,
      baseline,
      baselineRgb: resolveBaseline(baseline, frame, regions),
      targets,
      budget,
      memory: settings.memory,
      // The main baseline's and the second's are open at the same time.
      memorySharedBy: 2,
      onBatch,
      ...(signal ? { signal } : {}),
    })
    opened.push(evaluator)
    live.add(evaluator)
    return evaluator
  }
  const release = (): void => {
    for (const evaluator of live) evaluator.release()
    live.clear()
  }
  try {
    const whole = await classify(open([], 'main'), regions.count)
    release()
    return { frame, regions, second, budget, classes: whole.classes!, predicted: whole.predicted[0]!, open, opened, release }
  } catch (error) {
    release()
    throw error
  }
}

async function classify(evaluator: OwnedMaskEvaluator, regions: number): Promise<Scores> {
  return evaluator.evaluate({ kind: 'regions', count: 1, weights: new Float32Array(regions).fill(1) }, { classes: true })
}
