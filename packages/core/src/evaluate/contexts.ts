import type { Attribution } from '../explanation/attribution.ts'
import { toMap } from '../explanation/to-map.ts'
import type { MetricContext, Truth } from '../metrics/metric.ts'
import type { Warning } from '../model/classifier.ts'
import { openBlobControl, openRandomControl } from './controls.ts'
import { type Again, explainAgain } from './explain-again.ts'
import type { ResolvedJudged } from './judged.ts'
import type { MeasuredContexts } from './measure.ts'
import type { Subject } from './subject.ts'

/** The map that is judged, made if need be. */
export interface JudgedMap {
  readonly attribution: Attribution
  readonly warnings: readonly Warning[]
}

/** The map as it was given, or as the method makes it. */
export async function makeMap(subject: Subject, { attribution, method, seed }: ResolvedJudged): Promise<JudgedMap> {
  if (attribution !== null) return { attribution, warnings: [] }
  const { complete, warnings, ...made } = await subject.attribute(method, seed.method)
  const cut = { code: 'BUDGET_SPENT', message: `The budget ended before ${method.name} had made its map, which is unfinished.` }
  return { attribution: made.attribution, warnings: complete ? warnings : [...warnings, cut] }
}

/** Everything that metrics may touch, for the map and for the two controls; all three share the evaluators. */
export async function openContexts(
  subject: Subject,
  resolved: ResolvedJudged,
  attribution: Attribution,
  more: { readonly truth: Truth | undefined; readonly controls: boolean; readonly layers: number },
): Promise<MeasuredContexts> {
  const { baseline, seed, method, cannotRepeat } = resolved
  const { truth, controls, layers } = more
  const contextOf = (one: Attribution, again: Again | null): MetricContext => ({
    map: toMap(one, subject.regions, subject.frame),
    attribution: one,
    frame: subject.frame,
    regions: subject.regions,
    on: subject.on,
    baseline: baseline.metrics,
    ...(truth && { truth }),
    ...again,
    seed: seed.metrics,
    signal: subject.signal,
  })
  const own = contextOf(
    attribution,
    cannotRepeat === null ? explainAgain(subject, method, seed.method, layers, seed.metrics) : null,
  )
  if (!controls) return { own, controls: null, cannotRepeat }
  const random = await openRandomControl(subject, seed.metrics, layers)
  const blob = await openBlobControl(subject, seed.metrics, layers)
  return {
    own,
    cannotRepeat,
    controls: { random: contextOf(random.attribution, random.again), blob: contextOf(blob.attribution, blob.again) },
  }
}
