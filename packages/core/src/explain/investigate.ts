import { type FoundAnswer, findAnswer } from '../answer/find-answer.ts'
import { throwIfCancelled } from '../errors.ts'
import type { MaskEvaluator, Target } from '../evaluator/mask-evaluator.ts'
import type { Attribution } from '../explanation/attribution.ts'
import { orderOf } from '../explanation/order-of.ts'
import type { HostKernels } from '../kernels/host-kernels.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { PreparedMethod } from '../methods/registry.ts'
import { measureCurves, type OrderCurves } from '../metrics/order-curves.ts'
import { type RandomOrderAreas, randomOrderAreas, randomOrderForwards } from '../metrics/random-order.ts'
import type { Classifier, Warning } from '../model/classifier.ts'
import { createRandom } from '../random/random.ts'
import { setsOfEvaluator } from '../surrogate/evaluator-sets.ts'
import { limitBudget } from '../surrogate/limit-budget.ts'
import type { RegionSets, SetScore } from '../surrogate/region-sets.ts'
import type { Progress } from './progress.ts'
import type { ExplainOptions, ExplainSettings } from './settings.ts'
import type { Stage } from './stage.ts'

/** Everything that was measured of one target. */
export interface Findings {
  readonly whole: SetScore
  readonly blank: SetScore
  readonly attribution: Attribution
  readonly complete: boolean
  readonly curves: OrderCurves
  readonly random: RandomOrderAreas
  readonly answer: FoundAnswer | null
  /** Probabilities of every class when only the answer is shown, and when the flipping set is hidden. */
  readonly keptClasses: Float32Array | null
  readonly flippedClasses: Float32Array | null
  readonly warnings: readonly Warning[]
}

export interface InvestigateOptions {
  readonly model: Classifier
  readonly stage: Stage
  readonly kernels: Kernels
  /** What the surrogate computes with; disposed of by the caller. */
  readonly host: HostKernels
  readonly method: PreparedMethod
  readonly target: Target
  readonly settings: ExplainSettings
  readonly options: ExplainOptions
  readonly progress: Progress
}

// Means over 64 pictures of 49 regions, per region, of what follows the search; they only feed the estimate of time left.
const curveForwardsPerRegion = 0.7
const answerForwardsPerRegion = 1.9
/** Forwards that the curves leave to the answer, so that a small budget still prunes and checks one. */
const answerReserve = 24
/** Of these, what checking the answer takes: answer and flip on the second baseline, and the classes of both frames. */
const checkReserve = 4

/** Runs the method, measures both curves of its order, and searches the answer. */
export async function investigate(context: InvestigateOptions): Promise<Findings> {
  const { model, stage, host, target, settings, options, progress } = context
  const { regions } = stage
  const signal = options.signal ?? new AbortController().signal
  const evaluator = stage.open([target], 'main')
  const sets = setsOfEvaluator(evaluator, 0, { features: model.info.features !== null, host })
  const [blank, whole] = (await sets.measure([new Uint8Array(regions.count), new Uint8Array(regions.count).fill(1)])) as [
    SetScore,
    SetScore,
  ]

  const expectedAnswer = Math.ceil(answerForwardsPerRegion * regions.count) + randomOrderForwards
  const afterSearch = Math.ceil(curveForwardsPerRegion * regions.count) + expectedAnswer
  progress.enter('search', Math.min(stage.budget.limit, context.method.cost(regions.count) + afterSearch))
  const result = await runMethod(context, evaluator, sets, signal)
  const order = orderOf(result.attribution, regions, stage.frame)

  throwIfCancelled(signal)
  progress.enter('curves', stage.budget.spent + afterSearch)
  const curves = await measureCurves(
    sets,
    order,
    sets.remaining - Math.min(answerReserve, Math.max(checkReserve, sets.remaining / 2)),
  )

  throwIfCancelled(signal)
  progress.enter('answer', stage.budget.spent + expectedAnswer)
  const second = setsOfEvaluator(stage.open([target], 'second'), 0, { features: false })
  const targetIsPredicted = whole.probability >= whole.top
  const limited = limitBudget(sets, sets.remaining - checkReserve)
  const answer = await findAnswer({
    sets: limited,
    second,
    order,
    threshold: settings.threshold,
    whole,
    targetIsPredicted,
    signal,
  })
  const [keptClasses, flippedClasses] = await classesOf(evaluator, answer)
  const random = await randomOrderAreas(sets, settings.seed)
  return {
    whole,
    blank,
    attribution: withMeasuredTerms(result.attribution, curves),
    complete: result.complete,
    curves,
    random,
    answer,
    keptClasses,
    flippedClasses,
    warnings: [...result.warnings, ...curveWarnings(curves)],
  }
}

function runMethod(
  { stage, kernels, method, settings, options }: InvestigateOptions,
  evaluator: MaskEvaluator,
  sets: RegionSets,
  signal: AbortSignal,
) {
  return method.run({
    evaluator,
    target: 0,
    sets,
    kernels,
    // A given budget also has to pay for curves and answer.
    budget: settings.budget === null ? Number.POSITIVE_INFINITY : Math.floor(0.75 * settings.budget) - stage.budget.spent,
    seed: settings.seed,
    random: createRandom(settings.seed),
    signal,
    report: (partial) => options.onPartial?.(partial),
  })
}

/** What the model says of the two frames that the answer claims something about. Null where there is none or no forward is left. */
async function classesOf(
  evaluator: MaskEvaluator,
  answer: FoundAnswer | null,
): Promise<[Float32Array | null, Float32Array | null]> {
  const count = evaluator.regions.count
  const shown = answer ? new Float32Array(count) : null
  for (const region of answer?.regions ?? []) shown![region] = 1
  const hidden = answer?.flip ? new Float32Array(count).fill(1) : null
  for (const region of answer?.flip?.regions ?? []) hidden![region] = 0
  const wanted = [shown, hidden].filter((mask) => mask !== null)
  if (wanted.length === 0 || evaluator.remaining < wanted.length) return [null, null]
  const weights = new Float32Array(wanted.length * count)
  wanted.forEach((mask, index) => {
    weights.set(mask, index * count)
  })
  const { classes } = await evaluator.evaluate({ kind: 'regions', count: wanted.length, weights }, { classes: true })
  const length = classes!.length / wanted.length
  return [shown && classes!.slice(0, length), hidden && classes!.slice(length)]
}

/** The curves measured more prefixes than the search did: an order's terms say all that is known. */
function withMeasuredTerms(attribution: Attribution, curves: OrderCurves): Attribution {
  if (attribution.kind !== 'order') return attribution
  const collaboration = curves.deletion.map((probability) => 1 - probability)
  return { ...attribution, terms: { ...attribution.terms, consistency: curves.insertion, collaboration } }
}

function curveWarnings(curves: OrderCurves): readonly Warning[] {
  const points = [...curves.insertion, ...curves.deletion]
  const missing = points.filter(Number.isNaN).length
  if (missing === 0) return []
  return [
    {
      code: 'BUDGET_SPENT',
      message: `The budget ended before both curves were measured: ${missing} of ${points.length} points are missing, and the areas are taken over the rest.`,
    },
  ]
}
