import { answerWarnings } from '../answer/answer-warnings.ts'
import { type FoundAnswer, findAnswer } from '../answer/find-answer.ts'
import { scoreWarnings } from '../answer/score-warnings.ts'
import { throwIfCancelled } from '../errors.ts'
import type { Budget } from '../evaluator/budget.ts'
import type { Attribution } from '../explanation/attribution.ts'
import { createHostBeside } from '../kernels/implementations.ts'
import type { MethodResult } from '../methods/method.ts'
import type { PreparedMethod } from '../methods/prepared-method.ts'
import type { ControlAreas } from '../metrics/control-order.ts'
import type { OrderCurves } from '../metrics/order-curves.ts'
import type { Warning } from '../model/classifier.ts'
import { setsOfEvaluator } from '../surrogate/evaluator-sets.ts'
import { limitBudget } from '../surrogate/limit-budget.ts'
import type { SetScore } from '../surrogate/region-sets.ts'
import { type CheckFindings, runChecks } from './checks.ts'
import { classesOfAnswer } from './classes-of-answer.ts'
import { measureControls } from './controls.ts'
import { chooseSeed, type OtherSeed } from './other-seed.ts'
import { checkReserve, openSets, type SearchedOrder, searchOrder } from './search-order.ts'
import type { TargetContext } from './target-context.ts'

/** Everything that was measured of one target. */
export interface Findings {
  readonly whole: SetScore
  readonly blank: SetScore
  readonly attribution: Attribution
  readonly complete: boolean
  readonly predicted: number | null
  readonly statistics: MethodResult['statistics']
  readonly curves: OrderCurves
  readonly random: ControlAreas
  readonly blob: ControlAreas
  readonly answer: FoundAnswer | null
  /** Probabilities of every class when only the answer is shown, and when the flipping set is hidden. */
  readonly keptClasses: Float32Array | null
  readonly flippedClasses: Float32Array | null
  readonly otherSeed: OtherSeed | null
  readonly checks: CheckFindings
  readonly warnings: readonly Warning[]
}

/** Runs the method, measures both curves of its order, searches the answer, and checks what was asked to be checked. */
export async function investigate(context: TargetContext): Promise<Findings> {
  const { stage, evaluators, targetIndex, kernels, settings, signal, progress, after } = context
  const { count } = stage.regions
  // The whole frame was shown once before the target was known.
  const budget: Budget = { limit: context.limit, spent: 1 }
  const host = await createHostBeside(kernels)
  try {
    progress.enter('search', after.start)
    const sets = openSets(context, budget, host)
    const [blank, whole] = (await sets.measure([new Uint8Array(count), new Uint8Array(count).fill(1)])) as [SetScore, SetScore]
    const first = await searchOrder(context, sets, budget, settings.seed)
    const { chosen, otherSeed, dispose } = await chooseSeed(context, first, budget)
    try {
      throwIfCancelled(signal)
      progress.enter('answer', after.curves)
      const answer = await findAnswer({
        sets: limitBudget(chosen.sets, chosen.sets.remaining - checkReserve),
        second: setsOfEvaluator(evaluators.second, targetIndex, { features: false, budget }),
        order: chosen.order,
        threshold: settings.threshold,
        whole,
        targetIsPredicted: whole.probability >= whole.top,
        findSecond: settings.checks.includes('second'),
        signal,
      })
      const [keptClasses, flippedClasses] = await classesOfAnswer(evaluators.main, answer, budget)
      const controls = await measureControls(chosen.sets, stage.regions, settings.seed)
      throwIfCancelled(signal)
      progress.enter('checks', after.answer)
      const checks = await runChecks(chosen, settings, answer, otherSeed)
      return {
        whole,
        blank,
        attribution: withMeasuredTerms(chosen.result.attribution, chosen.curves),
        complete: chosen.result.complete,
        predicted: chosen.result.predicted,
        statistics: chosen.result.statistics,
        curves: chosen.curves,
        ...controls,
        answer,
        keptClasses,
        flippedClasses,
        otherSeed,
        checks,
        warnings: [
          ...methodWarnings(chosen),
          ...classWarnings(context.method),
          ...curveWarnings(chosen.curves),
          ...answerWarnings(answer, count),
          ...checks.warnings,
        ],
      }
    } finally {
      dispose()
    }
  } finally {
    host.dispose()
  }
}

/** What the scores say before any ranking is trusted, whichever method asked for them, and what the method adds. */
function methodWarnings({ sets, result }: SearchedOrder): readonly Warning[] {
  const general = scoreWarnings(sets).filter(({ code }) => !result.warnings.some((warning) => warning.code === code))
  return [...general, ...result.warnings]
}

/** Controls see nothing of the picture; nobody takes them for an explanation. */
function classWarnings({ name, access, classSensitive }: PreparedMethod): readonly Warning[] {
  if (classSensitive || access === 'scores') return []
  const message = `${name} shows nearly the same map for every class: it says what the network sees, not why it chose this class.`
  return [{ code: 'METHOD_CLASS_INSENSITIVE', message }]
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
