import { TelltaleError } from '../../errors.ts'
import type { Kernels } from '../../kernels/kernels.ts'
import { gainColumns, subsetGains } from '../../kernels/subset-gains.ts'
import { complementOf, setOf } from '../../surrogate/region-set.ts'
import type { RegionSets } from '../../surrogate/region-sets.ts'
import { nearestDistances } from './nearest-distances.ts'
import type { SetFunction, TermWeights } from './search.ts'

/** What the set score F(S) is computed from. */
export interface SetFunctionOptions {
  readonly sets: RegionSets
  readonly kernels: Kernels
  readonly weights: TermWeights
}

/**
 * The set score F(S) = consistency + collaboration + effectiveness + confidence, each times its weight. A term of weight 0 costs no
 * forward. Throws USAGE_PARAMETER when effectiveness has weight and the model has no features.
 */
export function createSetFunction({ sets, kernels, weights }: SetFunctionOptions): SetFunction {
  const { count } = sets
  const needsKeep = weights.consistency > 0 || weights.confidence > 0
  const needsDrop = weights.collaboration > 0
  const weightList = [weights.consistency, weights.collaboration, weights.effectiveness, weights.confidence] as const
  let distances: Promise<Float32Array> | null = null
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
      if (weights.effectiveness > 0) distances ??= featureDistances(sets)
      const between = await distances
      const shown = candidates.map((candidate) => setOf([...kept, candidate], count))
      const keepSets = needsKeep ? shown : []
      const dropSets = needsDrop ? shown.map(complementOf) : []
      const measured = await sets.measure([...keepSets, ...dropSets])
      const keep = new Float32Array(2 * candidates.length)
      const drop = new Float32Array(candidates.length)
      if (needsKeep)
        candidates.forEach((_, index) => {
          keep.set([measured[index]!.probability, measured[index]!.confidence], 2 * index)
        })
      if (needsDrop)
        candidates.forEach((_, index) => {
          drop[index] = measured[keepSets.length + index]!.probability
        })
      const gains = await subsetGains(kernels, {
        keep,
        drop,
        candidates: Uint32Array.from(candidates),
        distances: between,
        regions: count,
        selected: Uint32Array.from(kept),
        nearest: between ? nearestDistances(between, count, kept) : new Float32Array(kept.length).fill(2),
        weights: weightList,
      })
      return Float64Array.from(candidates, (_, index) => gains[5 * index + gainColumns.total]!)
    },
  }
}

async function featureDistances(sets: RegionSets): Promise<Float32Array> {
  if (!sets.distances)
    throw new TelltaleError(
      'USAGE_PARAMETER',
      'The effectiveness term compares features of regions, and this model has no feature output.',
      'Set the weight of effectiveness to 0, or use a model that exposes its embedding.',
      { value: 'effectiveness' },
    )
  return Float32Array.from(await sets.distances())
}
