import { TelltaleError } from '../errors.ts'
import type { HostKernels } from '../kernels/host-kernels.ts'
import { logistic } from '../math/logistic.ts'
import { createRegionSets } from '../surrogate/create-region-sets.ts'
import type { RegionSets, SetScore } from '../surrogate/region-sets.ts'

/** A probability of the target as a known function of which regions are shown, in place of a picture and a model. */
export interface Oracle {
  readonly count: number
  readonly probability: (set: Uint8Array) => number
  /** Relative areas; equal when absent. */
  readonly areas?: readonly number[]
  /** x, y per region. */
  readonly centres?: readonly number[]
}

/** Each region adds its own amount: every sensible search finds the order 3 1 5 2 7 6 0 4. */
export const additiveOracle: Oracle = {
  count: 8,
  probability: (set) => 0.01 + sum(8, (i) => [0.05, 0.2, 0.1, 0.3, 0.02, 0.15, 0.08, 0.09][i]! * set[i]!),
}

/** Regions 4 and 5 count only together: insertion alone misses the pair. */
export const andOracle: Oracle = { count: 6, probability: (set) => pairBase(set) + (set[4] && set[5] ? 0.6 : 0) }

/** Either of regions 4 and 5 is enough: deletion alone misses the redundancy. */
export const orOracle: Oracle = { count: 6, probability: (set) => pairBase(set) + (set[4] || set[5] ? 0.6 : 0) }

/** Twelve regions with effects of their own and of pairs, of both signs. */
export const logisticOracle: Oracle = {
  count: 12,
  probability: (set) =>
    logistic(
      -1 +
        sum(12, (i) => (set[i]! * (((7 * i + 3) % 13) - 6)) / 4) +
        sumOfPairs(12, (i, j) => (set[i]! * set[j]! * (pairNumber(i, j) - 8)) / 12),
    ),
}

/** A 7 x 7 grid with effects of single regions and of pairs. */
export const gridOracle: Oracle = {
  count: 49,
  centres: Array.from({ length: 49 }, (_, i) => [((i % 7) + 0.5) / 7, (Math.floor(i / 7) + 0.5) / 7]).flat(),
  probability: (set) =>
    logistic(
      -3 +
        sum(49, (i) => set[i]! * Math.sin(1.7 * i)) +
        sumOfPairs(49, (i, j) => (set[i]! * set[j]! * (pairNumber(i, j) - 8)) / 60),
    ),
}

/** 47 scattered regions of unequal area. */
export const scatteredOracle: Oracle = {
  count: 47,
  areas: Array.from({ length: 47 }, (_, i) => 1 + ((7 * i) % 5) / 2),
  centres: Array.from({ length: 47 }, (_, i) => [(((13 * i) % 47) + 0.5) / 47, (((29 * i) % 47) + 0.5) / 47]).flat(),
  probability: (set) =>
    logistic(
      -3 +
        sum(47, (i) => 1.3 * set[i]! * Math.sin(2.3 * i)) +
        sumOfPairs(47, (i, j) => (set[i]! * set[j]! * (pairNumber(i, j) - 8)) / 50),
    ),
}

/** What `oracleSets` may be asked for besides. */
export interface OracleOptions {
  /** Forwards it may spend; unlimited when absent. */
  readonly budget?: number
  /** Called with every round before it is measured. */
  readonly onRound?: (sets: readonly Uint8Array[]) => void
  readonly distances?: (() => Promise<Float64Array>) | null
  /** What the surrogate computes with; the plain TypeScript ones when absent. */
  readonly host?: HostKernels
}

/** Region sets measured by an oracle of two classes: class 1 is the target and wins from p = 0.5 on. */
export function oracleSets(oracle: Oracle, options: OracleOptions = {}): RegionSets {
  const { count } = oracle
  const areas = oracle.areas ?? new Array<number>(count).fill(1)
  const total = areas.reduce((all, area) => all + area, 0)
  let left = options.budget ?? Number.POSITIVE_INFINITY
  return createRegionSets({
    count,
    areas: Float64Array.from(areas, (area) => area / total),
    centres: oracle.centres ? Float64Array.from(oracle.centres) : null,
    score: async (sets) => {
      options.onRound?.(sets)
      left -= sets.length
      return sets.map((set) => oracleScore(oracle.probability(set)))
    },
    remaining: () => left,
    distances: options.distances ?? null,
    ...(options.host ? { host: options.host } : {}),
  })
}

/** The score of a two-class model that gives its class 1 this probability; the confidence is `1 - H / ln 2`. */
export function oracleScore(probability: number): SetScore {
  if (!(probability >= 0 && probability <= 1))
    throw new TelltaleError('MODEL_NOT_FINITE', `An oracle gave ${probability}.`, 'Give a probability in 0..1.', {
      value: probability,
    })
  const entropy = [probability, 1 - probability].reduce((all, p) => all - p * Math.log(p + 1e-7), 0)
  return {
    probability,
    top: Math.max(probability, 1 - probability),
    predicted: probability >= 0.5 ? 1 : 0,
    confidence: 1 - entropy / Math.log(2),
  }
}

function pairBase(set: Uint8Array): number {
  return 0.05 + 0.04 * set[0]! + 0.03 * set[1]! + 0.02 * set[2]! + 0.01 * set[3]!
}

/** A repeatable whole number in 0..16 for a pair of regions. */
function pairNumber(i: number, j: number): number {
  return (5 * i + 11 * j + i * j) % 17
}

function sum(count: number, term: (i: number) => number): number {
  let total = 0
  for (let i = 0; i < count; i++) total += term(i)
  return total
}

function sumOfPairs(count: number, term: (i: number, j: number) => number): number {
  return sum(count, (i) => sum(count, (j) => (j > i ? term(i, j) : 0)))
}
