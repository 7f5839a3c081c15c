import type { Budget } from '../evaluator/budget.ts'
import type { MaskEvaluator, Scores } from '../evaluator/mask-evaluator.ts'
import type { HostKernels } from '../kernels/host-kernels.ts'
import { angularDistances } from '../math/angular-distances.ts'
import { regionAreas, regionCentres } from '../regions/geometry.ts'
import { budgetSpent } from './budget-spent.ts'
import { createRegionSets } from './create-region-sets.ts'
import type { RegionSets, SetScore } from './region-sets.ts'

/** What the region sets may use besides scores. */
interface EvaluatorSetsOptions {
  /** Whether the model exposes an embedding. */
  readonly features: boolean
  /** Whether near regions are taken to act alike; default true. */
  readonly geometry?: boolean
  /** What the surrogate computes with; the plain TypeScript ones by default. */
  readonly host?: HostKernels
  /** Counts every set measured through the result, also where another target had paid for the forward; the evaluator's own by default. */
  readonly budget?: Budget
}

/** Region sets of one target (an index into `evaluator.targets`) whose scores come from the evaluator's forwards. */
export function setsOfEvaluator(evaluator: MaskEvaluator, target: number, options: EvaluatorSetsOptions): RegionSets {
  const { regions } = evaluator
  const { budget } = options
  const remaining = (): number => (budget ? budget.limit - budget.spent : evaluator.remaining)
  const masksOf = (sets: readonly Uint8Array[]): Float32Array => {
    const weights = new Float32Array(sets.length * regions.count)
    sets.forEach((set, index) => {
      weights.set(set, index * regions.count)
    })
    return weights
  }
  const measureDistances = async (): Promise<Float64Array> => {
    if (regions.count > remaining()) throw budgetSpent(regions.count, remaining())
    const singles = Array.from({ length: regions.count }, (_, region) =>
      new Uint8Array(regions.count).fill(1, region, region + 1),
    )
    const scores = await evaluator.evaluate(
      { kind: 'regions', count: singles.length, weights: masksOf(singles) },
      { features: true },
    )
    if (budget) budget.spent += regions.count
    return angularDistances(scores.features!, regions.count)
  }
  return createRegionSets({
    count: regions.count,
    areas: regionAreas(regions),
    centres: options.geometry === false ? null : regionCentres(regions),
    remaining,
    ...(options.host ? { host: options.host } : {}),
    distances: options.features ? measureDistances : null,
    score: async (sets) => {
      const scores = await evaluator.evaluate({ kind: 'regions', count: sets.length, weights: masksOf(sets) })
      if (budget) budget.spent += sets.length
      return sets.map((_, index) => setScore(scores, index, target, evaluator.targets[target]?.against !== undefined))
    },
  })
}

function setScore(scores: Scores, index: number, target: number, comparison: boolean): SetScore {
  const targets = scores.probabilities.length / scores.count
  const probability = scores.probabilities[index * targets + target]!
  return {
    probability,
    // Between two classes the other one has the rest of the probability.
    top: comparison ? Math.max(probability, 1 - probability) : scores.top[index]!,
    predicted: scores.predicted[index]!,
    confidence: scores.confidence[index]!,
  }
}
