import type { Target } from '../evaluator/mask-evaluator.ts'
import type { Ledger } from '../explain/ledger.ts'
import { resolveTarget } from '../explain/resolve-targets.ts'
import type { Classifier } from '../model/classifier.ts'
import type { JudgedTarget, ResolvedJudged } from './judged.ts'
import { openSubject, type Subject, type SubjectOptions } from './subject.ts'

/** The subject of a judged map, and which number the map is about. */
export interface OpenJudged {
  readonly subject: Subject
  readonly target: JudgedTarget
  /** Probability of the target for the whole frame and for what metrics hide with alone. */
  readonly scores: { readonly picture: number; readonly baseline: number }
  readonly release: () => void
}

type Places = Pick<SubjectOptions, 'kernels' | 'frame' | 'memory' | 'signal' | 'onBatch'> & { readonly model: Classifier }

/** Opens frame and target, and asks the model for both ends; where no class is known, it is what the model says of the whole frame. */
export async function openJudged(resolved: ResolvedJudged, places: Places, ledger: Ledger): Promise<OpenJudged> {
  const { regions, baseline, target: known } = resolved
  const options = { ...places, regions, baseline: baseline.method }
  const first = openSubject({ ...options, target: targetOf('wanted' in known ? { class: 0 } : known) }, ledger)
  try {
    const target = 'wanted' in known ? await targetFrom(known, first) : known
    const subject = 'wanted' in known ? first.sibling({ target: targetOf(target) }) : first
    return { subject, target, scores: await bothEnds(subject, resolved), release: first.release }
  } catch (error) {
    first.release()
    throw error
  }
}

function targetOf({ class: index, against }: Target): Target {
  return against === undefined ? { class: index } : { class: index, against }
}

async function targetFrom(
  { wanted, against }: Extract<ResolvedJudged['target'], { wanted: unknown }>,
  subject: Subject,
): Promise<JudgedTarget> {
  // No class has this index, so that nothing is taken for what the model says where nobody asks.
  const predicted = wanted === 'top1' ? await predictedOf(subject) : -1
  const { why: _, ...target } = resolveTarget(
    wanted,
    against === undefined ? {} : { against },
    subject.model.info.labels,
    predicted,
  )
  return target
}

async function predictedOf({ on, baseline, regions }: Subject): Promise<number> {
  const whole = new Float32Array(regions.count).fill(1)
  const { predicted } = await on(baseline).evaluate({ kind: 'regions', count: 1, weights: whole })
  return predicted[0]!
}

async function bothEnds({ on, regions: { count } }: Subject, { baseline }: ResolvedJudged): Promise<OpenJudged['scores']> {
  const weights = new Float32Array(2 * count).fill(1, 0, count)
  const { probabilities } = await on(baseline.metrics).evaluate({ kind: 'regions', count: 2, weights })
  return { picture: probabilities[0]!, baseline: probabilities[1]! }
}
