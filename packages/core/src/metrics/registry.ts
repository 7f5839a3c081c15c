import { TelltaleError } from '../errors.ts'
import { checkParameters } from '../parameters/check-parameters.ts'
import { effectiveComplexity } from './complexity/effective-complexity.ts'
import { entropy } from './complexity/entropy.ts'
import { sparseness } from './complexity/sparseness.ts'
import { adcc } from './faithfulness/adcc.ts'
import { aopc } from './faithfulness/aopc.ts'
import { averageDrop } from './faithfulness/average-drop.ts'
import { averageGain } from './faithfulness/average-gain.ts'
import { averageIncrease } from './faithfulness/average-increase.ts'
import { completenessGap } from './faithfulness/completeness-gap.ts'
import { deletion } from './faithfulness/deletion.ts'
import { faithfulnessCorrelation } from './faithfulness/faithfulness-correlation.ts'
import { faithfulnessEstimate } from './faithfulness/faithfulness-estimate.ts'
import { fidelity } from './faithfulness/fidelity.ts'
import { infidelity } from './faithfulness/infidelity.ts'
import { insertion } from './faithfulness/insertion.ts'
import { insertionDeletion } from './faithfulness/insertion-deletion.ts'
import { irof } from './faithfulness/irof.ts'
import { lif } from './faithfulness/lif.ts'
import { mif } from './faithfulness/mif.ts'
import { monotonicity } from './faithfulness/monotonicity.ts'
import { monotonicityCorrelation } from './faithfulness/monotonicity-correlation.ts'
import { muFidelity } from './faithfulness/mu-fidelity.ts'
import { pgi } from './faithfulness/pgi.ts'
import { pgu } from './faithfulness/pgu.ts'
import { pic } from './faithfulness/pic.ts'
import { pixelFlipping } from './faithfulness/pixel-flipping.ts'
import { road } from './faithfulness/road.ts'
import { selectivity } from './faithfulness/selectivity.ts'
import { sensitivityN } from './faithfulness/sensitivity-n.ts'
import { energyInBox } from './localisation/energy-in-box.ts'
import { localisationAuc } from './localisation/localisation-auc.ts'
import { pointingGame } from './localisation/pointing-game.ts'
import { relevanceMass } from './localisation/relevance-mass.ts'
import { relevanceRank } from './localisation/relevance-rank.ts'
import { topKIntersection } from './localisation/top-k-intersection.ts'
import type { Measurement, Metric, MetricContext } from './metric.ts'
import { mprt } from './randomisation/mprt.ts'
import { randomLogit } from './randomisation/random-logit.ts'
import { continuity } from './robustness/continuity.ts'
import { localLipschitz } from './robustness/local-lipschitz.ts'
import {
  relativeInputStability,
  relativeOutputStability,
  relativeRepresentationStability,
} from './robustness/relative-stability.ts'
import { avgSensitivity, maxSensitivity } from './robustness/sensitivity.ts'
import { stability } from './robustness/stability.ts'

/** Every metric, family by family, in the order in which they are listed to users. */
export const metrics = [
  deletion,
  insertion,
  insertionDeletion,
  mif,
  lif,
  fidelity,
  aopc,
  pixelFlipping,
  selectivity,
  irof,
  muFidelity,
  faithfulnessCorrelation,
  faithfulnessEstimate,
  sensitivityN,
  infidelity,
  monotonicity,
  monotonicityCorrelation,
  pgi,
  pgu,
  road,
  averageDrop,
  averageIncrease,
  averageGain,
  adcc,
  completenessGap,
  pic,
  pointingGame,
  relevanceMass,
  relevanceRank,
  topKIntersection,
  localisationAuc,
  energyInBox,
  entropy,
  sparseness,
  effectiveComplexity,
  maxSensitivity,
  avgSensitivity,
  stability,
  localLipschitz,
  continuity,
  relativeInputStability,
  relativeRepresentationStability,
  relativeOutputStability,
  randomLogit,
  mprt,
] as const

/** A metric with its parameters checked and defaulted, ready to measure. */
export interface PreparedMetric extends Pick<Metric<unknown>, Told> {
  readonly parameters: Readonly<Record<string, unknown>>
  /** Forwards at most for a frame of so many pixels; explanations that it asks for are not among them. */
  readonly cost: (pixels: number) => number
  /** Further explanations that it asks for at most. */
  readonly explanations: number
  readonly measure: (context: MetricContext) => Promise<Measurement>
}

type Told = 'name' | 'title' | 'says' | 'paper' | 'direction' | 'range' | 'family' | 'needs'

/** Finds a metric by name and checks its parameters. Throws USAGE_UNKNOWN_METRIC or USAGE_PARAMETER. */
export function prepareMetric(name: string, parameters: Readonly<Record<string, unknown>> = {}): PreparedMetric {
  const metric = metrics.find((candidate) => candidate.name === name)
  if (!metric) {
    const names = metrics.map((candidate) => candidate.name).join(', ')
    throw new TelltaleError('USAGE_UNKNOWN_METRIC', `There is no metric "${name}".`, `Choose among: ${names}.`, { value: name })
  }
  // Whichever it is, its own schema makes what its own functions take.
  return prepare(metric as Metric<object>, parameters)
}

function prepare<P extends object>(metric: Metric<P>, given: Readonly<Record<string, unknown>>): PreparedMetric {
  const parameters = checkParameters('metric', metric, given)
  const { name, title, says, paper, direction, range, family, needs } = metric
  return {
    ...{ name, title, says, paper, direction, range, family, needs },
    parameters: Object.fromEntries(Object.entries(parameters)),
    cost: (pixels) => metric.cost(parameters, pixels),
    explanations: metric.explanations?.(parameters) ?? 0,
    measure: (context) => metric.measure(context, parameters),
  }
}
