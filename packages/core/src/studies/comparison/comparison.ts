import { openedForwards } from '../measuring/open-sample.ts'
import type { Study } from '../study.ts'
import { measureComparison } from './measure.ts'
import { type ComparisonParameters, comparisonParameters, methodsOf, metricsOf, settingsOf } from './parameters.ts'
import type { ComparisonRecord } from './record.ts'
import { summariseComparisonStudy } from './summarise.ts'

/** Pixels of a usual frame, for the cost of metrics that depends on it. */
const usualPixels = 224 * 224

/**
 * Which method explains best, by which metric, on which model: the value of every metric for the map of every method, picture by picture, beside a
 * random map and a centred blob; means with intervals, ranks, and how far pictures agree about the ranking.
 */
export const comparison: Study<ComparisonParameters, ComparisonRecord> = {
  name: 'comparison',
  title: 'Methods and metrics side by side',
  parameters: comparisonParameters,
  samples: async (dataset, parameters) => {
    // What is misspelt is refused before a picture is opened.
    methodsOf(parameters)
    metricsOf(parameters)
    settingsOf(parameters)
    return dataset.samples
  },
  cost: (parameters, regions) => {
    const methods = methodsOf(parameters)
    const perMap = metricsOf(parameters).reduce((sum, { metric }) => sum + metric.cost(usualPixels), 0)
    return openedForwards + methods.reduce((sum, { method }) => sum + finite(method.cost(regions)) + perMap, 0)
  },
  measure: measureComparison,
  summarise: summariseComparisonStudy,
}

/** A method whose cost depends on what it finds counts as nothing: the estimate corrects itself as the study goes on. */
function finite(forwards: number): number {
  return Number.isFinite(forwards) ? forwards : 0
}
