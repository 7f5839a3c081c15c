import { requireBudget } from '../../evaluator/budget.ts'
import type { GradientEvaluator } from '../../evaluator/gradient-evaluator.ts'
import type { RectifierRule } from '../../graph/gradients/rule.ts'
import type { MethodContext } from '../method.ts'

/** Forwards that one derivative by the picture counts as. */
export const pictureForwards = 3

/** The derivative at one frame; both arrays f32[3, H, W] are written over by later ones. */
export interface FrameGradient {
  readonly index: number
  readonly frame: Float32Array
  readonly gradient: Float32Array
  /** The target's logit for that frame. */
  readonly logit: number
}

/** As many of `wanted` derivatives by the picture as the budget pays for. Throws BUDGET_SPENT where it pays for fewer than `least`. */
export function affordable(
  { budget }: Pick<MethodContext, 'budget'>,
  gradients: GradientEvaluator,
  { wanted, least }: { readonly wanted: number; readonly least: number },
): number {
  const price = gradients.forwardsOf('input')
  const left = Math.min(budget, gradients.remaining)
  requireBudget({ limit: left, spent: 0 }, least * price)
  return Math.min(wanted, Math.floor(left / price))
}

/** Derivatives of the target's logit at frames 0..count-1, one after another and no more in memory than run at once. `write` makes frame `index`. */
export async function* streamGradients(
  { evaluator, target }: MethodContext,
  gradients: GradientEvaluator,
  count: number,
  write: (index: number, into: Float32Array) => void,
  rule: RectifierRule = 'plain',
): AsyncGenerator<FrameGradient> {
  const { width, height } = evaluator.frame
  const length = 3 * width * height
  const chunk = Math.min(count, gradients.network.batch)
  const frames = new Float32Array(chunk * length)
  for (let first = 0; first < count; first += chunk) {
    const size = Math.min(chunk, count - first)
    const slot = (i: number): [number, number] => [i * length, (i + 1) * length]
    for (let i = 0; i < size; i++) write(first + i, frames.subarray(...slot(i)))
    const { gradient, logits } = await gradients.evaluate(
      frames.subarray(0, size * length),
      size,
      evaluator.targets[target]!,
      'input',
      rule,
    )
    for (let i = 0; i < size; i++)
      yield {
        index: first + i,
        frame: frames.subarray(...slot(i)),
        gradient: gradient.subarray(...slot(i)),
        logit: logits[i]!,
      }
  }
}

/** The derivative at the frame itself. Throws BUDGET_SPENT. */
export async function gradientAt(
  context: MethodContext,
  gradients: GradientEvaluator,
  frame: Float32Array,
  rule: RectifierRule = 'plain',
): Promise<FrameGradient> {
  affordable(context, gradients, { wanted: 1, least: 1 })
  const { gradient, logits } = await gradients.evaluate(frame, 1, context.evaluator.targets[context.target]!, 'input', rule)
  return { index: 0, frame, gradient, logit: logits[0]! }
}
