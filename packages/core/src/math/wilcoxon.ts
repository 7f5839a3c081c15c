import { normalBelow } from './normal-distribution.ts'
import { averageRanks } from './ranks.ts'

export interface WilcoxonResult {
  /** Sum of the ranks of the positive differences, ranked by size. */
  readonly positive: number
  readonly negative: number
  /** Two-sided: how often chance alone gives sums at least that far apart. NaN when every difference is 0. */
  readonly p: number
  /** Differences that were ranked, and those left out because they are 0. */
  readonly differences: number
  readonly zeros: number
  /** Whether differences of equal size share average ranks. */
  readonly ties: boolean
  /** From all 2^n signs, or from the normal distribution with the variance that the ties leave. */
  readonly exact: boolean
}

const exactUpTo = 25

/**
 * Wilcoxon's signed-rank test of whether differences lie around 0. Differences of 0 say nothing about a side: they are left out and counted, as
 * Wilcoxon did. Exact up to 25 differences, with ties too: the average ranks are doubled to whole numbers, and all signs are counted. NaN
 * differences are missing ones and must be left out by the caller.
 *
 * F. Wilcoxon, Individual Comparisons by Ranking Methods, 1945.
 */
export function wilcoxonSignedRank(differences: ArrayLike<number>): WilcoxonResult {
  const ranked = Float64Array.from(differences).filter((difference) => difference !== 0)
  const ranks = averageRanks(ranked.map(Math.abs))
  const positive = ranks.reduce((sum, rank, i) => (ranked[i]! > 0 ? sum + rank : sum), 0)
  const negative = ranks.reduce((sum, rank, i) => (ranked[i]! < 0 ? sum + rank : sum), 0)
  const exact = ranked.length <= exactUpTo
  const smaller = Math.min(positive, negative)
  return {
    positive,
    negative,
    p: ranked.length === 0 ? Number.NaN : exact ? exactP(ranks, smaller) : normalP(ranks, smaller),
    differences: ranked.length,
    zeros: differences.length - ranked.length,
    ties: new Set(ranks).size < ranks.length,
    exact,
  }
}

/** Twice the share of all signs whose positive ranks sum to no more than `sum`. */
function exactP(ranks: Float64Array, sum: number): number {
  const doubled = ranks.map((rank) => Math.round(2 * rank))
  const largest = doubled.reduce((total, rank) => total + rank, 0)
  const ways = new Float64Array(largest + 1)
  ways[0] = 1
  for (const rank of doubled) for (let total = largest; total >= rank; total--) ways[total]! += ways[total - rank]!
  const below = ways.subarray(0, Math.round(2 * sum) + 1).reduce((total, count) => total + count, 0)
  return Math.min(1, (2 * below) / 2 ** ranks.length)
}

function normalP(ranks: Float64Array, sum: number): number {
  const mean = ranks.reduce((total, rank) => total + rank, 0) / 2
  const deviation = Math.sqrt(ranks.reduce((total, rank) => total + rank * rank, 0) / 4)
  return Math.min(1, 2 * normalBelow((sum - mean) / deviation))
}
