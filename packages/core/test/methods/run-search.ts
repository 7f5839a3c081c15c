import type { Kernels } from '../../src/kernels/kernels.ts'
import { createReferenceKernels } from '../../src/kernels/reference/index.ts'
import type { Search, SearchResult, SetFunction, TermWeights } from '../../src/methods/submodular/search.ts'
import { createSetFunction } from '../../src/methods/submodular/set-function.ts'
import { complementOf, membersOf, prefixesOf } from '../../src/surrogate/region-set.ts'
import { type Oracle, type OracleOptions, oracleSets } from '../../src/testing/oracles.ts'

export const quiet = { seed: 1, signal: new AbortController().signal, report: () => {} }

/** Regions written one after another. */
export const words = (order: string): number[] => order.split(' ').map(Number)

/** The set score of an oracle, consistency and collaboration of weight 1 unless given otherwise. */
export function setFunction(
  oracle: Oracle,
  weights: Partial<TermWeights> = {},
  options: OracleOptions = {},
  kernels: Kernels = createReferenceKernels(),
): SetFunction {
  return createSetFunction({
    sets: oracleSets(oracle, options),
    kernels,
    weights: { consistency: 1, collaboration: 1, effectiveness: 0, confidence: 0, ...weights },
  })
}

/** An oracle by its sets, each a run of regions and its probability: "0 .5, 01 .7". Any other set has 0.1. */
export function tableOracle(count: number, table: string): Oracle {
  const entries = new Map(table.split(', ').map((entry) => entry.split(' ') as [set: string, probability: string]))
  return { count, probability: (set) => Number(entries.get(membersOf(set).join('')) ?? 0.1) }
}

/** A finished search with what it asked for. */
export interface Run extends SearchResult {
  readonly sets: SetFunction
  /** Forwards of every round. */
  readonly rounds: readonly number[]
  readonly forwards: number
  readonly reported: readonly (readonly number[])[]
}

/** Runs a search on an oracle and counts its forwards where the model would be. */
export async function runSearch(
  search: Search,
  oracle: Oracle,
  weights: Partial<TermWeights> = {},
  { seed = 1, kernels, ...options }: OracleOptions & { seed?: number; kernels?: Kernels } = {},
): Promise<Run> {
  const rounds: number[] = []
  const reported: (readonly number[])[] = []
  const sets = setFunction(oracle, weights, { ...options, onRound: (round) => rounds.push(round.length) }, kernels)
  const found = await search(sets, { seed, signal: quiet.signal, report: (order) => reported.push(order) })
  return { ...found, sets, rounds, reported, forwards: rounds.reduce((all, round) => all + round, 0) }
}

/** Insertion and deletion area of an order, straight from the oracle. */
export function areasUnder(oracle: Oracle, order: ArrayLike<number>): [insertion: number, deletion: number] {
  const areas = oracle.areas ?? new Array<number>(oracle.count).fill(1)
  const total = areas.reduce((all, area) => all + area, 0)
  const prefixes = prefixesOf(order)
  const under = (values: number[]): number =>
    Array.from(order).reduce((sum, region, t) => sum + ((values[t]! + values[t + 1]!) / 2) * (areas[region]! / total), 0)
  return [under(prefixes.map(oracle.probability)), under(prefixes.map(complementOf).map(oracle.probability))]
}
