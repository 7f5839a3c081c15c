import { throwIfCancelled } from './errors.ts'
import { buildEvaluation } from './evaluate/build-evaluation.ts'
import { makeMap, openContexts } from './evaluate/contexts.ts'
import type { Evaluation, EvaluationMeasurement } from './evaluate/evaluation.ts'
import { expectedForwards } from './evaluate/expected-cost.ts'
import { resolveJudged } from './evaluate/judged.ts'
import { measureAll } from './evaluate/measure.ts'
import { type OpenJudged, openJudged } from './evaluate/open-judged.ts'
import type { EvaluateOptions, Judged, WantedMetric } from './evaluate/options.ts'
import { prepareMetrics } from './evaluate/prepare-metrics.ts'
import { countWeights } from './evaluate/random-weights.ts'
import { defaultMemory } from './evaluator/create-mask-evaluator.ts'
import { createKernelsBeside } from './evaluator/kernels-beside.ts'
import { createLedger } from './explain/ledger.ts'
import { createProgress } from './explain/progress.ts'
import { requireSuited } from './explain/require-suited.ts'
import { createMeter } from './explain/spent.ts'
import type { Picture } from './image/picture.ts'
import { truthInFrame } from './metrics/localisation/truth-in-frame.ts'
import type { Classifier } from './model/classifier.ts'

/**
 * Measures how good a map is: that of a document, of any tool, or of a method that is run for it. Every metric is also measured of a random map and
 * of a centred blob, which know nothing of the model, so that a number has a scale. All metrics share one evaluator per baseline, so no mask is run
 * twice. What cannot be measured is null with a reason, alone. Equal inputs give an equal `body` on the same runtime, backend and machine.
 *
 * Throws USAGE_*, MAP_UNREADABLE, MODEL_NOT_FINITE, BUDGET_SPENT where not even the map is paid for, BUDGET_MEMORY and CANCELLED.
 */
export async function evaluate(
  model: Classifier,
  picture: Picture,
  judged: Judged,
  metrics: readonly WantedMetric[],
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const wanted = prepareMetrics(metrics, options.profile)
  const { signal = new AbortController().signal, memory = defaultMemory, controls = true } = options
  throwIfCancelled(signal)
  const frame = model.frame(picture)
  const resolved = resolveJudged(judged, options, { model, frame, picture })
  const { method, regions } = resolved
  const truth = options.truth && truthInFrame(options.truth, frame, picture)
  const again = resolved.cannotRepeat === null && wanted.some(({ explanations }) => explanations > 0)
  const network = await requireSuited(model, again || resolved.attribution === null ? [method] : [])
  const ofMap = { method, regions: regions.count, layer: network?.layer ?? null, pixels: frame.width * frame.height }
  const costs = wanted.map((metric) => expectedForwards(metric, { ...ofMap, maps: controls ? 3 : 1 }))

  const kernels = options.kernels ?? (await createKernelsBeside(model, options.backend ?? 'auto'))
  const ledger = createLedger(options.budget)
  const meter = createMeter(ledger.spent)
  const progress = createProgress({ report: options.onProgress, forwardMilliseconds: model.forwardMilliseconds })
  let opened: OpenJudged | null = null
  try {
    progress.enter('map', sumOf(costs) + (resolved.attribution === null ? method.cost(regions.count, ofMap.layer) : 0))
    opened = await openJudged(resolved, { model, kernels, frame, memory, signal, onBatch: progress.batch }, ledger)
    const { attribution, warnings } = await makeMap(opened.subject, resolved)
    const layers = wanted.some(({ needs }) => needs === 'randomise') ? countWeights(model) : 0
    const contexts = await openContexts(opened.subject, resolved, attribution, { truth, controls, layers })
    const measurements: EvaluationMeasurement[] = []
    for (const [index, metric] of wanted.entries()) {
      progress.enter(metric.name, sumOf(costs.slice(index)))
      measurements.push(await measureAll(metric, contexts, () => ledger.total.spent))
    }
    return buildEvaluation({
      ...{ opened, resolved, picture, kernels, measurements },
      distinct: new Set(contexts.own.map).size,
      warnings: [...resolved.warnings, ...warnings],
      spent: meter.lap(),
    })
  } finally {
    opened?.release()
    if (!options.kernels) kernels.dispose()
  }
}

function sumOf(costs: readonly number[]): number {
  return costs.reduce((sum, cost) => sum + cost, 0)
}
