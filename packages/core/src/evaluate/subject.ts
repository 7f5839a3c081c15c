import type { Budget } from '../evaluator/budget.ts'
import { createMaskEvaluator, type OwnedMaskEvaluator } from '../evaluator/create-mask-evaluator.ts'
import type { Cost, MaskEvaluator, Target } from '../evaluator/mask-evaluator.ts'
import { meteredEvaluator } from '../evaluator/metered-evaluator.ts'
import { openInside } from '../explain/inside.ts'
import { createLedger, type Ledger } from '../explain/ledger.ts'
import type { Baseline } from '../image/baseline.ts'
import { resolveBaseline } from '../image/resolve-baseline.ts'
import { createHostBeside } from '../kernels/implementations.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { MethodResult } from '../methods/method.ts'
import type { PreparedMethod } from '../methods/prepared-method.ts'
import type { Classifier, Frame } from '../model/classifier.ts'
import { createRandom } from '../random/random.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { setsOfEvaluator } from '../surrogate/evaluator-sets.ts'

export interface SubjectOptions {
  readonly model: Classifier
  readonly kernels: Kernels
  readonly frame: Frame
  readonly regions: RegionMap
  readonly target: Target
  /** What methods hide with. */
  readonly baseline: Baseline
  /** Bound on the buffers in MiB. */
  readonly memory: number
  readonly signal: AbortSignal
  /** Called after each batch with the forwards so far. */
  readonly onBatch?: (forwards: number) => void
}

/**
 * One frame and one target made ready for attributions and for everything that is measured of them: no curves, no answer, only what is asked for.
 * All evaluators share what they cost, and each keeps the scores of the 0/1 masks that it has run.
 */
export interface Subject extends Omit<SubjectOptions, 'memory' | 'onBatch'> {
  /** The evaluator of a baseline, opened when first asked for. */
  readonly on: (baseline: Baseline) => MaskEvaluator
  /** Runs a method alone, with all forwards that it asks for. */
  readonly attribute: (method: PreparedMethod, seed: number) => Promise<MethodResult>
  /** The same with another frame of the same size, other weights or another target; regions stay. What it costs is counted here. */
  readonly sibling: (change: Partial<Pick<SubjectOptions, 'frame' | 'target' | 'model'>>) => Subject
  readonly spent: () => Cost
  /** Releases evaluators and siblings; not the model, not the kernels. */
  readonly release: () => void
}

/** Evaluators that may be open at the same time and share the memory bound: a baseline or two, and a layer. */
const evaluators = 4

/** Opens nothing yet but the accounts. Throws USAGE_PARAMETER later, where a baseline needs what is not there. */
export function openSubject(options: SubjectOptions, ledger: Ledger = createLedger()): Subject {
  const { model, kernels, frame, regions, target, baseline, memory, signal, onBatch } = options
  const opened = new Map<string, OwnedMaskEvaluator>()
  const siblings: Subject[] = []

  const on = (wanted: Baseline): OwnedMaskEvaluator => {
    const key = JSON.stringify(wanted)
    const known = opened.get(key)
    if (known) return known
    const evaluator = createMaskEvaluator({
      classifier: model,
      kernels,
      frame,
      regions,
      baseline: wanted,
      baselineRgb: resolveBaseline(wanted, frame, regions),
      targets: [target],
      budget: ledger.total,
      memory,
      memorySharedBy: evaluators,
      signal,
      ...(onBatch ? { onBatch } : {}),
    })
    ledger.add(() => evaluator.spent)
    opened.set(key, evaluator)
    return evaluator
  }

  const attribute = async (method: PreparedMethod, seed: number): Promise<MethodResult> => {
    const main = on(baseline)
    const budget: Budget = { limit: ledger.total.limit - ledger.total.spent, spent: 0 }
    const stage = { frame, ledger, onBatch: () => onBatch?.(ledger.total.spent), evaluators }
    const { release, ...inside } = openInside(
      { model, kernels, stage, evaluators: { main }, settings: { memory }, signal },
      budget,
    )
    const host = await createHostBeside(kernels)
    try {
      return await method.run({
        evaluator: meteredEvaluator(main, budget),
        ...inside,
        target: 0,
        sets: setsOfEvaluator(main, 0, { features: model.info.features !== null, host, budget }),
        kernels,
        budget: budget.limit,
        seed,
        random: createRandom(seed),
        signal,
        report: () => undefined,
      })
    } finally {
      release()
      host.dispose()
    }
  }

  return {
    ...{ model, kernels, frame, regions, target, baseline, signal },
    on,
    attribute,
    sibling: (change) => {
      const sibling = openSubject({ ...options, ...change }, ledger)
      siblings.push(sibling)
      return sibling
    },
    spent: ledger.spent,
    release: () => {
      for (const evaluator of opened.values()) evaluator.release()
      opened.clear()
      for (const sibling of siblings.splice(0)) sibling.release()
    },
  }
}
