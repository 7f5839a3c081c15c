import { throwIfCancelled } from './errors.ts'
import { applyProfile } from './explain/apply-profile.ts'
import { buildDocument } from './explain/build-document.ts'
import { expectForwards } from './explain/expected-forwards.ts'
import { forwardLimit } from './explain/forward-limit.ts'
import { investigate } from './explain/investigate.ts'
import type { ExplainOptions, WantedTarget } from './explain/options.ts'
import { createProgress } from './explain/progress.ts'
import { resolveTarget } from './explain/resolve-targets.ts'
import { type ExplainSettings, resolveSettings } from './explain/settings.ts'
import { createMeter, type Meter } from './explain/spent.ts'
import { openStage, type Stage } from './explain/stage.ts'
import type { TargetContext } from './explain/target-context.ts'
import type { Explanation } from './explanation/document.ts'
import type { Picture } from './image/picture.ts'
import { createKernels } from './kernels/implementations.ts'
import { givenMap } from './methods/given/given.ts'
import { type PreparedMethod, prepareMethod } from './methods/registry.ts'
import type { Classifier } from './model/classifier.ts'
import { fitMap } from './regions/saliency-map.ts'

/** Options for several targets of one picture, explained one after another. */
export interface ExplainTargetsOptions extends Omit<ExplainOptions, 'target'> {
  readonly targets: readonly WantedTarget[]
}

/**
 * Explains one decision of a classifier: which few regions of the picture carry it, and how far that answer can be trusted.
 * Equal options give an equal `body` on the same runtime, backend and machine. With `targets`, one document each, in their order: each is
 * the one its target would have alone, and no mask is run twice for two of them.
 * Throws USAGE_*, MODEL_NOT_FINITE, BUDGET_MEMORY and CANCELLED.
 */
export async function explain(model: Classifier, picture: Picture, options?: ExplainOptions): Promise<Explanation>
export async function explain(model: Classifier, picture: Picture, options: ExplainTargetsOptions): Promise<Explanation[]>
export async function explain(
  model: Classifier,
  picture: Picture,
  options: ExplainOptions | ExplainTargetsOptions = {},
): Promise<Explanation | Explanation[]> {
  if ('targets' in options) return await explainTargets(model, picture, options.targets, options)
  const [document] = await explainTargets(model, picture, [options.target ?? 'top1'], options)
  return document!
}

async function explainTargets(
  model: Classifier,
  picture: Picture,
  wanted: readonly WantedTarget[],
  given: ExplainOptions,
): Promise<Explanation[]> {
  const options = applyProfile(given)
  const settings = resolveSettings(options)
  const method = chooseMethod(model, picture, settings, options)
  throwIfCancelled(options.signal)
  const kernels = options.kernels ?? (await createKernels(options.backend ?? 'auto'))
  let stage: Stage | null = null
  try {
    const meter = createMeter(() => stage!.spent())
    const progress = createProgress({ report: options.onProgress, forwardMilliseconds: model.forwardMilliseconds })
    const { signal = new AbortController().signal } = options
    stage = await openStage({ model, picture, kernels, settings, signal, onBatch: progress.batch })
    const contexts = contextsOf({ model, stage, kernels, method, settings, options, signal, progress }, wanted)
    meter.prepared()
    return await explainInTurn(contexts, picture, meter)
  } finally {
    stage?.release()
    if (!options.kernels) kernels.dispose()
  }
}

async function explainInTurn(contexts: readonly TargetContext[], picture: Picture, meter: Meter): Promise<Explanation[]> {
  const documents: Explanation[] = []
  for (const context of contexts) {
    const findings = await investigate(context)
    documents.push(buildDocument({ context, picture, findings, spent: meter.lap() }))
  }
  return documents
}

type Shared = Omit<TargetContext, 'evaluators' | 'target' | 'targetIndex' | 'limit' | 'after'>

function contextsOf(shared: Shared, wanted: readonly WantedTarget[]): TargetContext[] {
  const { model, stage, method, settings, options } = shared
  const targets = wanted.map((target) => resolveTarget(target, options, model.info.labels, stage.predicted))
  const evaluators = stage.openFor(targets)
  const limit = forwardLimit(settings.budget, model.forwardMilliseconds, targets.length)
  return targets.map((target, targetIndex) => {
    const following = targets.length - 1 - targetIndex
    const after = expectForwards(method, stage.regions.count, settings, limit, following)
    return { ...shared, evaluators, target, targetIndex, limit, after }
  })
}

function chooseMethod(model: Classifier, picture: Picture, settings: ExplainSettings, { map }: ExplainOptions): PreparedMethod {
  if (settings.method === 'given' && map) return givenMap(fitMap(map, model.frame(picture), picture).values)
  return prepareMethod(settings.method, settings.parameters)
}
