import { TelltaleError } from '../errors.ts'
import { toMap } from '../explanation/to-map.ts'
import type { PreparedMethod } from '../methods/prepared-method.ts'
import type { MetricContext } from '../metrics/metric.ts'
import { sha256 } from '../sha256.ts'
import { openRandomised } from './random-weights.ts'
import type { Subject } from './subject.ts'

/** How metrics have the map made again, of another frame or class or of other weights. */
export type Again = Required<Pick<MetricContext, 'explain' | 'randomised'>>

type Other = Parameters<Again['explain']>[0]

/**
 * Runs the method again with everything else as it was, each thing once: metrics that look at the same noisy frames share their maps. `layers` is
 * how many layers of the model have weights, and `weightSeed` what others are drawn from. Throws BUDGET_SPENT where the budget ends before a
 * method is done, since an unfinished map would be judged for what it is not.
 */
export function explainAgain(subject: Subject, method: PreparedMethod, seed: number, layers: number, weightSeed = seed): Again {
  const run = async (sibling: Subject): Promise<Float32Array> => {
    try {
      const { attribution, complete } = await sibling.attribute(method, seed)
      if (!complete && Number.isFinite(subject.on(subject.baseline).remaining)) throw budgetEnded(method.name)
      return toMap(attribution, subject.regions, subject.frame)
    } finally {
      sibling.release()
    }
  }
  const once = keepingResults()
  return {
    explain: async (other) =>
      once(await keyOf(other), () =>
        run(
          subject.sibling({
            ...(other.frame && { frame: other.frame }),
            ...(other.class !== undefined && { target: { class: other.class } }),
          }),
        ),
      ),
    randomised: {
      layers,
      explain: (randomised) =>
        once(`weights ${randomised}`, async () => {
          const model = await openRandomised(subject.model, randomised, weightSeed)
          try {
            return await run(subject.sibling({ model }))
          } finally {
            await model.dispose()
          }
        }),
    },
  }
}

/** Names another frame and class by what they are. */
export async function keyOf({ frame, class: index }: Other): Promise<string> {
  return `${index ?? 'same'} ${frame ? await sha256(frame.rgb) : 'same'}`
}

/** Does what has a name once, also when it is asked for again before it is done; what failed may be tried again. */
function keepingResults(): (name: string, make: () => Promise<Float32Array>) => Promise<Float32Array> {
  const known = new Map<string, Promise<Float32Array>>()
  return (name, make) => {
    const made = known.get(name) ?? make()
    known.set(name, made)
    made.catch(() => known.delete(name))
    return made
  }
}

function budgetEnded(method: string): TelltaleError {
  return new TelltaleError(
    'BUDGET_SPENT',
    `The budget ended before ${method} had made another map.`,
    'Allow more forwards (--budget).',
    { value: method },
  )
}
