import { throwIfCancelled } from './errors.ts'
import { createKernelsBeside } from './evaluator/kernels-beside.ts'
import { applyProfile, methodOf } from './explain/apply-profile.ts'
import { buildDocument } from './explain/build-document.ts'
import { expectForwards, withLater } from './explain/expected-forwards.ts'
import { forwardLimit } from './explain/forward-limit.ts'
import { investigate } from './explain/investigate.ts'
import type { ExplainOptions, WantedTarget } from './explain/options.ts'
import { createProgress } from './explain/progress.ts'
import { requireSuited } from './explain/require-suited.ts'
import { resolveTarget } from './explain/resolve-targets.ts'
import { type ExplainSettings, resolveSettings } from './explain/settings.ts'
import { createMeter, type Meter } from './explain/spent.ts'
import { openStage, type Stage } from './explain/stage.ts'
import type { TargetContext } from './explain/target-context.ts'
import type { Explanation } from './explanation/document.ts'
import type { Picture } from './image/picture.ts'
import { givenMap } from './methods/given/given.ts'
import { loadMethod } from './methods/load-method.ts'
import type { PreparedMethod } from './methods/prepared-method.ts'
import type { Classifier } from './model/classifier.ts'
import { fitMap } from './regions/saliency-map.ts'

/** Options for several targets of one picture or several methods, explained one after another. */
export interface ExplainManyOptions extends Omit<ExplainOptions, 'target' | 'method' | 'parameters'> {
  /** Default `top1` alone. */
  readonly targets?: readonly WantedTarget[]
  /** Default the default search alone; each with its own parameters. */
  readonly methods: readonly WantedMethod[]
}

/** Options for several targets of one picture and one method. */
export interface ExplainTargetsOptions extends Omit<ExplainOptions, 'target'> {
  readonly targets: readonly WantedTarget[]
}

/** A method by name, with what is not its default. */
export interface WantedMethod {
  readonly name: string
  readonly parameters?: Readonly<Record<string, unknown>>
}

/**
 * Explains one decision of a classifier: which few regions of the picture carry it, and how far that answer can be trusted.
 * Equal options give an equal `body` on the same runtime, backend and machine. With `targets` or `methods`, one document each, target by
 * target: each is the one it would be alone, and no mask is run twice for two of them.
 * Throws USAGE_*, MODEL_NOT_FINITE, BUDGET_MEMORY and CANCELLED.
 */
export async function explain(model: Classifier, picture: Picture, options?: ExplainOptions): Promise<Explanation>
export async function explain(
  model: Classifier,
  picture: Picture,
  options: ExplainTargetsOptions | ExplainManyOptions,
): Promise<Explanation[]>
export async function explain(
  model: Classifier,
  picture: Picture,
  options: ExplainOptions | ExplainTargetsOptions | ExplainManyOptions = {},
): Promise<Explanation | Explanation[]> {
  const wanted = {
    targets:
      'targets' in options && options.targets ? options.targets : ['target' in options ? (options.target ?? 'top1') : 'top1'],
    methods: 'methods' in options ? options.methods : [null],
  }
  const documents = await explainAll(model, picture, wanted, options)
  return 'targets' in options || 'methods' in options ? documents : documents[0]!
}

interface Wanted {
  readonly targets: readonly WantedTarget[]
  /** Null: the method that the options name. */
  readonly methods: readonly (WantedMethod | null)[]
}

async function explainAll(model: Classifier, picture: Picture, wanted: Wanted, given: ExplainOptions): Promise<Explanation[]> {
  const each = await Promise.all(wanted.methods.map((method) => prepareWanted(model, picture, method, wanted, given)))
  throwIfCancelled(given.signal)
  const [first] = each
  // One stage for all: the first method's profile says which regions and which baseline that is.
  const prepared = each.map((one) => ({ ...one, settings: { ...one.settings, ...sharedSettings(first!.settings) } }))
  if (!first || wanted.targets.length === 0) return []
  const kernels = given.kernels ?? (await createKernelsBeside(model, given.backend ?? 'auto'))
  let stage: Stage | null = null
  try {
    const network = await requireSuited(
      model,
      prepared.map(({ method }) => method),
    )
    const meter = createMeter(() => stage!.ledger.spent())
    const progress = createProgress({ report: given.onProgress, forwardMilliseconds: model.forwardMilliseconds })
    const { signal = new AbortController().signal } = given
    stage = await openStage({
      model,
      picture,
      kernels,
      settings: first.settings,
      signal,
      onBatch: progress.batch,
      opensLayers: prepared.some(({ method }) => method.access === 'activations'),
    })
    const contexts = contextsOf(
      { model, stage, kernels, signal, progress, layer: network?.layer ?? null },
      wanted.targets,
      prepared,
    )
    meter.prepared()
    return await explainInTurn(contexts, picture, meter)
  } finally {
    stage?.release()
    if (!given.kernels) kernels.dispose()
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

/** One method with everything that is asked of it. */
interface PreparedOptions {
  readonly method: PreparedMethod
  readonly options: ExplainOptions
  readonly settings: ExplainSettings
}

async function prepareWanted(
  model: Classifier,
  picture: Picture,
  wanted: WantedMethod | null,
  { methods }: Wanted,
  given: ExplainOptions,
): Promise<PreparedOptions> {
  const named = wanted ? { ...given, method: wanted.name, parameters: wanted.parameters ?? {} } : given
  const options = applyProfile(
    named,
    methods.map((method) => method?.name ?? methodOf(given)),
  )
  const settings = resolveSettings(options)
  const { map } = options
  const method =
    settings.method === 'given' && map
      ? givenMap(fitMap(map, model.frame(picture), picture).values)
      : await loadMethod(settings.method, settings.parameters)
  return { method, options, settings }
}

function sharedSettings({
  regions,
  baseline,
  memory,
}: ExplainSettings): Pick<ExplainSettings, 'regions' | 'baseline' | 'memory'> {
  return { regions, baseline, memory }
}

type Shared = Pick<TargetContext, 'model' | 'stage' | 'kernels' | 'signal' | 'progress' | 'layer'>

/** Target by target, method by method. */
function contextsOf(shared: Shared, wanted: readonly WantedTarget[], prepared: readonly PreparedOptions[]): TargetContext[] {
  const { model, stage } = shared
  const targets = wanted.map((target) => resolveTarget(target, prepared[0]!.options, model.info.labels, stage.predicted))
  const evaluators = stage.openFor(targets)
  const all = targets.flatMap((target, targetIndex) => prepared.map((one) => ({ ...one, target, targetIndex })))
  const costs = all.map(({ method, settings }) => {
    const limit = forwardLimit(settings.budget, model.forwardMilliseconds, all.length)
    return { limit, expected: expectForwards(method, { regions: stage.regions.count, layer: shared.layer }, settings, limit) }
  })
  return all.map((one, index) => {
    const { limit, expected } = costs[index]!
    const later = costs.slice(index + 1).reduce((sum, cost) => sum + cost.expected.start, 0)
    return { ...shared, ...one, evaluators, limit, after: withLater(expected, later) }
  })
}
