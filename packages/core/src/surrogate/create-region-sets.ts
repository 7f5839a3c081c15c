import { TelltaleError } from '../errors.ts'
import type { HostKernels } from '../kernels/host-kernels.ts'
import { createReferenceHostKernels } from '../kernels/reference/host.ts'
import { budgetSpent } from './budget-spent.ts'
import { catchUp } from './catch-up.ts'
import { createMaskKernel } from './mask-kernel.ts'
import { setKey } from './region-set.ts'
import type { RegionSets, SetScore } from './region-sets.ts'
import { createSurrogate, type GrowingSurrogate } from './surrogate.ts'

/** What region sets are measured with. */
export interface RegionSetsOptions {
  /** Number of regions N. */
  readonly count: number
  /** Share of the frame per region; sums to 1. */
  readonly areas: Float64Array
  /** x, y per region in 0..1, or null without geometry. */
  readonly centres: Float64Array | null
  /** One forward per set, all in one round; the same number of scores in the same order. */
  readonly score: (sets: readonly Uint8Array[]) => Promise<readonly SetScore[]>
  /** Forwards left in the budget. */
  readonly remaining: () => number
  /** Angular distances between the regions' features, or null for a model without features. */
  readonly distances: (() => Promise<Float64Array>) | null
  /** What the surrogate computes with, and in whose memory; the plain TypeScript ones by default. */
  readonly host?: HostKernels
}

/**
 * The region sets of one target on one baseline, none measured yet. A round is measured as a whole or not at all: `measure` throws
 * BUDGET_SPENT when the new sets of a round are more than the forwards that remain.
 */
export function createRegionSets(options: RegionSetsOptions): RegionSets {
  const { count, areas, centres, score, remaining, host = createReferenceHostKernels() } = options
  if (areas.length !== count || (centres && centres.length !== 2 * count))
    throw new TelltaleError(
      'USAGE_REGIONS',
      `${count} regions came with ${areas.length} areas and ${centres ? centres.length / 2 : 'no'} centres.`,
      'Give one area and one centre per region.',
      { value: areas.length, limit: count },
    )
  const scores = new Map<string, SetScore>()
  const history: (readonly [set: Uint8Array, score: SetScore])[] = []
  let surrogate: GrowingSurrogate | null = null
  let distances: Promise<Float64Array> | null = null
  return {
    count,
    areas,
    centres,
    host,
    get remaining() {
      return remaining()
    },
    measure: async (sets) => {
      const fresh = newAmong(sets)
      if (fresh.size > remaining()) throw budgetSpent(fresh.size, remaining())
      if (fresh.size > 0) {
        const list = [...fresh.values()]
        const results = await score(list)
        let i = 0
        for (const [key, set] of fresh) {
          const result = results[i++]!
          scores.set(key, result)
          history.push([set, result])
        }
      }
      return sets.map((set) => scores.get(setKey(set))!)
    },
    measured: () => history.values(),
    lookUp: (set) => scores.get(setKey(set)),
    surrogate: () => {
      surrogate ??= createSurrogate(createMaskKernel(count, centres), host)
      return catchUp(surrogate, history)
    },
    distances: options.distances && (() => (distances ??= options.distances!())),
  }

  function newAmong(sets: readonly Uint8Array[]): Map<string, Uint8Array> {
    const fresh = new Map<string, Uint8Array>()
    for (const set of sets) {
      const key = setKey(set)
      if (!scores.has(key) && !fresh.has(key)) fresh.set(key, set.slice())
    }
    return fresh
  }
}
