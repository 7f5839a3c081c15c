import type { Terms } from '../../explanation/attribution.ts'
import { complementOf, prefixesOf } from '../../surrogate/region-set.ts'
import type { RegionSets } from '../../surrogate/region-sets.ts'
import { prefixEffectiveness } from './nearest-distances.ts'

/** The terms of every prefix 0..N of an order as far as they were measured, NaN elsewhere. `distances` is null without effectiveness. */
export function termsOf(sets: RegionSets, order: ArrayLike<number>, distances: Float64Array | null): Terms {
  const prefixes = prefixesOf(order)
  const kept = prefixes.map((set) => sets.lookUp(set))
  const dropped = prefixes.map((set) => sets.lookUp(complementOf(set)))
  return {
    consistency: Float64Array.from(kept, (score) => score?.probability ?? Number.NaN),
    collaboration: Float64Array.from(dropped, (score) => (score ? 1 - score.probability : Number.NaN)),
    effectiveness: distances && prefixEffectiveness(distances, order),
    confidence: Float64Array.from(kept, (score) => score?.confidence ?? Number.NaN),
  }
}
