import { throwIfCancelled } from '../errors.ts'
import type { Baseline } from '../image/baseline.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Classifier, Frame } from '../model/classifier.ts'
import { inTurn } from '../model/in-turn.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { type Budget, requireBudget } from './budget.ts'
import { bytesOfMasks, shapesWithin } from './buffers.ts'
import { createForward, type Forward } from './forward.ts'
import type { Cost, MaskEvaluator, Masks, Scores, Target, Want } from './mask-evaluator.ts'
import { type MemoEntry, maskKey } from './memo.ts'
import { planBatches } from './plan-batches.ts'
import { floatsPerRow } from './score-reader.ts'
import { copyRow, emptyScores, putEntry } from './scores.ts'
import { planTargets } from './targets.ts'

/** What one evaluator is made of. Arguments are plain data besides the classifier and the kernels, which outlive it. */
export interface EvaluatorOptions {
  readonly classifier: Classifier
  readonly kernels: Kernels
  readonly frame: Frame
  readonly regions: RegionMap
  readonly baseline: Baseline
  /** The baseline resolved to interleaved RGB of the frame's size. */
  readonly baselineRgb: Uint8Array
  readonly targets: readonly Target[]
  /** Forwards allowed; Infinity when absent. Shared with others by passing the same object. */
  readonly budget?: Budget
  /** Bound on the evaluator's buffers in MiB; what the runtime needs for activations comes on top. Default 256. */
  readonly memory?: number
  /** How many evaluators the bound is for, when several are open at the same time; default 1. */
  readonly memorySharedBy?: number
  readonly signal?: AbortSignal
  /** Called after each batch with the forwards spent so far by everyone who shares the budget. */
  readonly onBatch?: (forwards: number) => void
}

export const defaultMemory = 256

/** An evaluator whose buffers the caller gives back. */
export interface OwnedMaskEvaluator extends MaskEvaluator {
  /** Batch shapes that have been run. */
  readonly shapes: readonly number[]
  readonly release: () => void
}

/** Opens the one road from masks to scores: mask kernel, model, readout kernel, batch by batch. Throws BUDGET_MEMORY. */
export function createMaskEvaluator(options: EvaluatorOptions): OwnedMaskEvaluator {
  const { classifier, kernels, frame, regions, baseline, targets, signal } = options
  const budget = options.budget ?? { limit: Number.POSITIVE_INFINITY, spent: 0 }
  const plan = planTargets(targets)
  const bytes = bytesOfMasks(classifier, regions, floatsPerRow(classifier.info.classes, plan))
  const shapes = shapesWithin(classifier.batches, classifier.forwardMilliseconds, bytes, {
    mebibytes: options.memory ?? defaultMemory,
    evaluators: options.memorySharedBy ?? 1,
  })
  const forward = createForward({
    classifier,
    kernels,
    frame,
    regions,
    baselineRgb: options.baselineRgb,
    plan,
    rows: shapes.at(-1)!,
  })
  const memo = new Map<string, MemoEntry>()
  const used = new Set<number>()
  let forwards = 0
  let memoHits = 0
  let wall = 0

  const evaluateAlone = async (masks: Masks, want: Want = {}): Promise<Scores> => {
    const started = performance.now()
    const scores = emptyScores(masks.count, targets.length, want, classifier)
    const keys = memoKeys(masks, regions)
    const work = planWork(masks.count, keys, memo, want)
    const drawer = forward.drawer(masks)
    try {
      for (const batch of planBatches(work.fresh.length, shapes)) {
        throwIfCancelled(signal)
        requireBudget(budget, batch.rows)
        await forward.run(drawer, batch, work.fresh, want)
        budget.spent += batch.rows
        forwards += batch.rows
        used.add(batch.shape)
        for (let row = 0; row < batch.rows; row++) {
          const index = work.fresh[batch.start + row]!
          const entry = forward.entry(row)
          putEntry(scores, index, entry)
          forward.copyWanted(row, index, scores)
          const key = keys?.[index]
          if (typeof key === 'string') memo.set(key, entry)
        }
        options.onBatch?.(budget.spent)
      }
    } finally {
      drawer.release()
      wall += performance.now() - started
    }
    for (const [index, key] of work.known) putEntry(scores, index, memo.get(key)!)
    for (const [index, first] of work.repeats) copyRow(scores, first, index)
    memoHits += work.known.length + work.repeats.length
    return scores
  }

  return {
    frame,
    regions,
    baseline,
    targets,
    // All calls share one set of buffers.
    evaluate: inTurn(evaluateAlone),
    get spent() {
      return costOf(forward, forwards, memoHits, wall)
    },
    get remaining() {
      return budget.limit - budget.spent
    },
    get shapes() {
      return [...used].sort((a, b) => a - b)
    },
    release: forward.release,
  }
}

/** Keys by which scores are kept: a given name, or the bits of a 0/1 mask of the evaluator's regions. The first letter keeps the two apart. */
function memoKeys(masks: Masks, regions: RegionMap): readonly (string | null)[] | null {
  if (masks.keys) return masks.keys.map((key) => `n${key}`)
  if (masks.kind !== 'regions' || (masks.regions !== undefined && masks.regions !== regions)) return null
  return Array.from({ length: masks.count }, (_, index) => {
    const bits = maskKey(masks.weights, index * regions.count, regions.count)
    return bits === null ? null : `r${bits}`
  })
}

interface Work {
  /** Masks to run, in order. */
  readonly fresh: Uint32Array
  readonly known: readonly (readonly [index: number, key: string])[]
  /** Masks that occur earlier in the same call. */
  readonly repeats: readonly (readonly [index: number, first: number])[]
}

function planWork(
  count: number,
  keys: readonly (string | null)[] | null,
  memo: ReadonlyMap<string, MemoEntry>,
  want: Want,
): Work {
  const fresh: number[] = []
  const known: [number, string][] = []
  const repeats: [number, number][] = []
  const seen = new Map<string, number>()
  const memoSuffices = want.classes !== true && want.features !== true
  for (let index = 0; index < count; index++) {
    const key = keys?.[index] ?? null
    const first = key === null ? undefined : seen.get(key)
    if (first !== undefined) repeats.push([index, first])
    else if (key !== null && memoSuffices && memo.has(key)) known.push([index, key])
    else {
      fresh.push(index)
      if (key !== null) seen.set(key, index)
    }
  }
  return { fresh: Uint32Array.from(fresh), known, repeats }
}

function costOf(forward: Forward, forwards: number, memoHits: number, wall: number): Cost {
  const { mask, model, read } = forward.milliseconds
  return { forwards, memoHits, milliseconds: { mask, model, read, other: Math.max(0, wall - mask - model - read) } }
}
