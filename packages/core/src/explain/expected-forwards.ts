import type { Check } from '../explanation/checks.ts'
import { mostExactRegions } from '../math/best-order.ts'
import type { PreparedMethod } from '../methods/prepared-method.ts'
import { submodular } from '../methods/submodular/submodular.ts'
import { controlOrderForwards } from '../metrics/control-order.ts'
import type { SpatialLayer } from '../model/spatial-layer.ts'
import { searchShare } from './search-order.ts'
import type { ExplainSettings } from './settings.ts'
import type { ExpectedForwards } from './target-context.ts'

// Means over 64 pictures of 49 regions, per region, of what follows the search; they only feed the estimate of time left.
const curveForwardsPerRegion = 0.7
/** Other methods than the one that searches along them leave both curves to be measured. */
const wholeCurvesPerRegion = 2
const answerForwardsPerRegion = 2.2
const secondForwards = 40
const spotCheckForwardsPerRegion = 4

/** What one target is expected to cost with one method: no more than `limit`. */
export function expectForwards(
  method: PreparedMethod,
  { regions, layer }: { readonly regions: number; readonly layer: SpatialLayer | null },
  { checks }: Pick<ExplainSettings, 'checks'>,
  limit: number,
): ExpectedForwards {
  const curves = Math.ceil((method.name === submodular.name ? curveForwardsPerRegion : wholeCurvesPerRegion) * regions)
  const answer = Math.ceil(answerForwardsPerRegion * regions) + 2 * controlOrderForwards
  const search = method.cost(regions, layer)
  const extra: Record<Check, number> = {
    second: secondForwards,
    seed: search + curves,
    optimum: regions <= mostExactRegions ? 2 ** regions : 0,
    bound: 2 * regions,
    spot: spotCheckForwardsPerRegion * regions,
  }
  const checked = checks.reduce((sum, check) => sum + extra[check], 0)
  // Both baselines together have no more masks than that, however much is asked.
  const different = 2 * 2 ** regions
  const all = Math.min(limit, different, search + curves + answer + checked)
  const afterSearch = all - Math.min(search, Number.isFinite(limit) ? searchShare * all : all)
  const afterCurves = afterSearch - Math.min(curves, afterSearch)
  return {
    start: all,
    search: Math.ceil(Math.min(afterSearch, curves + answer + checked)),
    curves: Math.ceil(Math.min(afterCurves, answer + checked)),
    answer: Math.ceil(Math.min(afterCurves, checked)),
  }
}

/** The same with what other targets and methods are going to cost afterwards. */
export function withLater({ start, search, curves, answer }: ExpectedForwards, later: number): ExpectedForwards {
  return { start: start + later, search: search + later, curves: curves + later, answer: answer + later }
}
