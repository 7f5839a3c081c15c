import type { Ledger } from '../explain/ledger.ts'
import { resolveTarget } from '../explain/resolve-targets.ts'
import type { Classifier } from '../model/classifier.ts'
import type { JudgedTarget, ResolvedJudged } from './judged.ts'
import { openSubject, type Subject, type SubjectOptions } from './subject.ts'

/** The subject of a judged map, and which number the map is about. */
export interface OpenJudged {
  readonly subject: Subject
  readonly target: JudgedTarget
  /** Probability of the target for the whole frame and for the baseline alone. */
  readonly scores: { readonly picture: number; readonly baseline: number }
  readonly release: () => void
}

type Places = Pick<SubjectOptions, 'kernels' | 'frame' | 'memory' | 'signal' | 'onBatch'> & { readonly model: Classifier }

/** Opens frame and target, and asks the model for both ends; where no target is known, it is what the model says of the whole frame. */
export async function openJudged(
  { regions, baseline, target: known }: ResolvedJudged,
  places: Places,
  ledger: Ledger,
): Promise<OpenJudged> {
  const options = { ...places, regions, baseline }
  const first = openSubject({ ...options, target: targetOf(known ?? { class: 0 }) }, ledger)
  try {
    const target = known ?? resolveTarget('top1', {}, places.model.info.labels, await predictedOf(first))
    const subject = known === null ? first.sibling({ target: targetOf(target) }) : first
    return { subject, target, scores: await bothEnds(subject), release: first.release }
  } catch (error) {
    first.release()
    throw error
  }
}

function targetOf({ class: index, against }: Pick<JudgedTarget, 'class' | 'against'>): Subject['target'] {
  return against === undefined ? { class: index } : { class: index, against }
}

async function predictedOf({ on, baseline, regions }: Subject): Promise<number> {
  const whole = new Float32Array(regions.count).fill(1)
  const { predicted } = await on(baseline).evaluate({ kind: 'regions', count: 1, weights: whole })
  return predicted[0]!
}

async function bothEnds({ on, baseline, regions: { count } }: Subject): Promise<OpenJudged['scores']> {
  const weights = new Float32Array(2 * count).fill(1, 0, count)
  const { probabilities } = await on(baseline).evaluate({ kind: 'regions', count: 2, weights })
  return { picture: probabilities[0]!, baseline: probabilities[1]! }
}
