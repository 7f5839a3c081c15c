import * as z from 'zod/mini'
import type { GradientEvaluator } from '../../evaluator/gradient-evaluator.ts'
import type { MaskEvaluator } from '../../evaluator/mask-evaluator.ts'
import type { Baseline } from '../../image/baseline.ts'
import { resolveBaseline } from '../../image/resolve-baseline.ts'

/** Where a path to the picture starts. */
export type PathStart = 'baseline' | 'model-zero'

/** What the picture is held against; only `start` differs between methods. */
export const startParameter = (start: PathStart) =>
  z
    ._default(z.enum(['baseline', 'model-zero']), start)
    .check(
      z.describe(
        'What the picture is held against: the baseline of the explanation, or zeros in the numbers of the model, which are a colour of their own for each model',
      ),
    )

type Pixels = Pick<MaskEvaluator, 'frame' | 'regions' | 'baseline'>

/** The frame as the model takes it, f32[3, H, W]. */
export function normalisedFrame({ frame }: Pixels, gradients: GradientEvaluator): Float32Array {
  return gradients.normalise(frame.rgb)
}

/** Where a path starts, f32[3, H, W]. Throws USAGE_PARAMETER for a baseline that is a picture of its own. */
export function normalisedStart(pixels: Pixels, gradients: GradientEvaluator, start: PathStart): Float32Array {
  const { frame, baseline } = pixels
  return start === 'baseline' ? normalisedBaseline(pixels, gradients, baseline) : new Float32Array(3 * frame.width * frame.height)
}

/** Any baseline in pixel space as the model takes it, f32[3, H, W]. */
export function normalisedBaseline({ frame, regions }: Pixels, gradients: GradientEvaluator, baseline: Baseline): Float32Array {
  return gradients.normalise(resolveBaseline(baseline, frame, regions))
}
