import type { FoundAnswer } from '../answer/find-answer.ts'
import type { Budget } from '../evaluator/budget.ts'
import type { MaskEvaluator } from '../evaluator/mask-evaluator.ts'

/** What the model says of the two frames that the answer claims something about. Null where there is none or no forward is left. */
export async function classesOfAnswer(
  evaluator: MaskEvaluator,
  answer: FoundAnswer | null,
  budget: Budget,
): Promise<[kept: Float32Array | null, flipped: Float32Array | null]> {
  const { count } = evaluator.regions
  const shown = answer ? new Float32Array(count) : null
  for (const region of answer?.regions ?? []) shown![region] = 1
  const hidden = answer?.flip ? new Float32Array(count).fill(1) : null
  for (const region of answer?.flip?.regions ?? []) hidden![region] = 0
  const wanted = [shown, hidden].filter((mask) => mask !== null)
  if (wanted.length === 0 || budget.limit - budget.spent < wanted.length) return [null, null]
  const weights = new Float32Array(wanted.length * count)
  wanted.forEach((mask, index) => {
    weights.set(mask, index * count)
  })
  const { classes } = await evaluator.evaluate({ kind: 'regions', count: wanted.length, weights }, { classes: true })
  budget.spent += wanted.length
  const length = classes!.length / wanted.length
  return [shown && classes!.slice(0, length), hidden && classes!.slice(length)]
}
