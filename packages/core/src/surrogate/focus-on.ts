import { catchUp } from './catch-up.ts'
import { createMaskKernel } from './mask-kernel.ts'
import { setKey } from './region-set.ts'
import type { RegionSets, SetScore } from './region-sets.ts'
import { createSurrogate } from './surrogate.ts'

/**
 * The same sets and memo with a surrogate of their own, which knows the measured ones of `learned` and whatever is measured through the
 * result. An exact search leaves thousands of sets, whose arithmetic would outgrow the forwards.
 */
export function focusOn(sets: RegionSets, learned: readonly Uint8Array[]): RegionSets {
  const history: (readonly [set: Uint8Array, score: SetScore])[] = []
  const known = new Set<string>()
  const surrogate = createSurrogate(createMaskKernel(sets.count, sets.centres), sets.host)
  for (const set of learned) learn(set, sets.lookUp(set))
  return {
    count: sets.count,
    areas: sets.areas,
    centres: sets.centres,
    host: sets.host,
    get remaining() {
      return sets.remaining
    },
    measure: async (wanted) => {
      const scores = await sets.measure(wanted)
      wanted.forEach((set, index) => {
        learn(set, scores[index])
      })
      return scores
    },
    measured: sets.measured,
    lookUp: sets.lookUp,
    surrogate: () => catchUp(surrogate, history),
    distances: sets.distances,
  }

  function learn(set: Uint8Array, score: SetScore | undefined): void {
    const key = setKey(set)
    if (!score || known.has(key)) return
    known.add(key)
    history.push([set.slice(), score])
  }
}
