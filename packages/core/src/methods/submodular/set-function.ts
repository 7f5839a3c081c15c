import { TelltaleError } from '../../errors.ts'
import type { Kernels } from '../../kernels/kernels.ts'
import { gainColumns, subsetGains } from '../../kernels/subset-gains.ts'
import { complementOf, membersOf, setOf } from '../../surrogate/region-set.ts'
import type { RegionSets } from '../../surrogate/region-sets.ts'
import { nearestDistances } from './nearest-distances.ts'
import type { SetFunction, TermWeights } from './search.ts'

/** What the set score F(S) is computed from. */
export interface SetFunctionOptions {
  readonly sets: RegionSets
  readonly kernels: Kernels
  readonly weights: TermWeights
}

/** What the model said of some sets; zeros where a term without weight needs nothing. */
interface Answers {
  /** f32[M, 2]: target probability and confidence of keep(S). */
  readonly keep: Float32Array
  /** f32[M]: target probability of drop(S). */
  readonly drop: Float32Array
}

/**
 * The set score F(S) = consistency + collaboration + effectiveness + confidence, each times its weight. A term of weight 0 costs no
 * forward. Throws USAGE_PARAMETER when effectiveness has weight and the model has no features.
 */
export function createSetFunction({ sets, kernels, weights }: SetFunctionOptions): SetFunction {
  const { count } = sets
  let distances: Promise<Float32Array> | null = null
  const distancesIfWeighed = async (): Promise<Float32Array | null> => {
    if (weights.effectiveness > 0) distances ??= featureDistances(sets)
    return distances
  }
  /** Weighted sums of the terms of kept + x, by the kernel that every set score goes through. */
  const totals = async (
    kept: readonly number[],
    candidates: readonly number[],
    { keep, drop }: Answers,
  ): Promise<Float64Array> => {
    const between = await distancesIfWeighed()
    const gains = await subsetGains(kernels, {
      keep,
      drop,
      candidates: Uint32Array.from(candidates),
      distances: between,
      regions: count,
      selected: Uint32Array.from(kept),
      nearest: between ? nearestDistances(between, count, kept) : new Float32Array(kept.length).fill(2),
      weights: [weights.consistency, weights.collaboration, weights.effectiveness, weights.confidence],
    })
    return Float64Array.from(candidates, (_, index) => gains[5 * index + gainColumns.total]!)
  }
  return {
    count,
    areas: sets.areas,
    centres: sets.centres,
    host: sets.host,
    get remaining() {
      return sets.remaining
    },
    measure: sets.measure,
    measured: sets.measured,
    lookUp: sets.lookUp,
    surrogate: sets.surrogate,
    distances: sets.distances,
    scores: async (kept, candidates) => {
      // Features first: a round that they leave nothing for is not begun.
      await distancesIfWeighed()
      const shown = candidates.map((candidate) => setOf([...kept, candidate], count))
      return totals(kept, candidates, await answersOf(sets, weights, shown))
    },
    scoresOf: async (chosen) => {
      const between = await distancesIfWeighed()
      const answers = await answersOf(sets, weights, chosen)
      // Without effectiveness the kernel does not ask which regions a set has.
      if (!between) return totals([], new Array<number>(chosen.length).fill(0), answers)
      const scores = new Float64Array(chosen.length)
      for (let i = 0; i < chosen.length; i++) {
        const members = membersOf(chosen[i]!)
        const answer = { keep: answers.keep.subarray(2 * i, 2 * i + 2), drop: answers.drop.subarray(i, i + 1) }
        scores.set(await totals(members.slice(0, -1), [members.at(-1) ?? 0], answer), i)
      }
      return scores
    },
    effectiveness: async (kept, candidates) => {
      if (weights.effectiveness === 0) return new Float64Array(candidates.length)
      // Hiding everything of a class that is certain: every other term is 0.
      const nothing = { keep: new Float32Array(2 * candidates.length), drop: new Float32Array(candidates.length).fill(1) }
      return totals(kept, candidates, nothing)
    },
  }
}

/** Measures keep(S) and drop(S) of every set as far as the weights need them, in one round. */
async function answersOf(sets: RegionSets, weights: TermWeights, shown: readonly Uint8Array[]): Promise<Answers> {
  const keepSets = weights.consistency > 0 || weights.confidence > 0 ? shown : []
  const dropSets = weights.collaboration > 0 ? shown.map(complementOf) : []
  const measured = await sets.measure([...keepSets, ...dropSets])
  const keep = new Float32Array(2 * shown.length)
  const drop = new Float32Array(shown.length)
  keepSets.forEach((_, index) => {
    keep.set([measured[index]!.probability, measured[index]!.confidence], 2 * index)
  })
  dropSets.forEach((_, index) => {
    drop[index] = measured[keepSets.length + index]!.probability
  })
  return { keep, drop }
}

async function featureDistances(sets: RegionSets): Promise<Float32Array> {
  if (!sets.distances)
    throw new TelltaleError(
      'USAGE_PARAMETER',
      'The effectiveness term compares features of regions, and this model has no feature output.',
      'Set the weight of effectiveness to 0, or name the tensor that serves as embedding (--features); telltale model lists what it has.',
      { value: 'effectiveness' },
    )
  return Float32Array.from(await sets.distances())
}
