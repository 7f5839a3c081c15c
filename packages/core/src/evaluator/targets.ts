import type { Link } from '../kernels/kernels.ts'
import type { Target } from './mask-evaluator.ts'

/** The distinct classes whose scores are read, and where each target finds its own (and its rival's) among them. */
export interface TargetPlan {
  readonly classes: Uint32Array
  readonly of: readonly { readonly class: number; readonly against: number | null }[]
}

/** Plans which classes a readout must report for these targets. */
export function planTargets(targets: readonly Target[]): TargetPlan {
  const classes = [
    ...new Set(targets.flatMap((target) => (target.against === undefined ? [target.class] : [target.class, target.against]))),
  ]
  const place = (index: number): number => classes.indexOf(index)
  return {
    classes: Uint32Array.from(classes),
    of: targets.map((target) => ({
      class: place(target.class),
      against: target.against === undefined ? null : place(target.against),
    })),
  }
}

/** Probability and logit of one target from a readout row (scores, then logits, of the planned classes). */
export function targetScore(
  plan: TargetPlan,
  index: number,
  row: Float32Array,
  link: Link,
): { probability: number; logit: number } {
  const { class: own, against } = plan.of[index]!
  const count = plan.classes.length
  const logitOf = (place: number): number => (link === 'none' ? Math.log(Math.max(row[place]!, minimum)) : row[count + place]!)
  if (against === null) return { probability: row[own]!, logit: logitOf(own) }
  const logit = logitOf(own) - logitOf(against)
  const sum = row[own]! + row[against]!
  // Both probabilities may underflow to 0; their ratio is still in the logits.
  return { probability: sum > 0 ? row[own]! / sum : 1 / (1 + Math.exp(-logit)), logit }
}

// Smallest positive float32: ln of a probability that the model rounded to 0.
const minimum = 2 ** -149
