import { binary, meanOver, unary } from '../emit.ts'
import type { GraphBuilder } from '../graph-builder.ts'

/** A tensor less its mean and over its deviation, along some axes; recomputed for the way back. */
export interface Standardised {
  readonly axes: readonly number[]
  /** Whether the mean was subtracted. */
  readonly isCentred: boolean
  readonly normalised: string
  /** One over the deviation: 1 / sqrt(variance + epsilon), with the axes kept. */
  readonly inverse: string
}

/** `(x - mean) / sqrt(variance + epsilon)`; without `isCentred` the mean counts as 0. */
export function standardise(
  build: GraphBuilder,
  tensor: string,
  {
    axes,
    epsilon,
    isCentred = true,
  }: { readonly axes: readonly number[]; readonly epsilon: number; readonly isCentred?: boolean },
): Standardised {
  // The mean goes first: mean square less squared mean would lose every digit where the mean is large.
  const centred = isCentred ? binary(build, 'Sub', tensor, meanOver(build, tensor, axes)) : tensor
  const variance = meanOver(build, binary(build, 'Mul', centred, centred), axes)
  const inverse = unary(build, 'Reciprocal', unary(build, 'Sqrt', binary(build, 'Add', variance, build.scalar(epsilon))))
  return { axes, isCentred, normalised: binary(build, 'Mul', centred, inverse), inverse }
}

/** From the cotangent of the normalised tensor to that of the tensor: `r (h - mean(h) - n mean(h n))`. */
export function throughStandardised(build: GraphBuilder, cotangent: string, standardised: Standardised): string {
  const { axes, isCentred, normalised, inverse } = standardised
  const along = meanOver(build, binary(build, 'Mul', cotangent, normalised), axes)
  const centred = isCentred ? binary(build, 'Sub', cotangent, meanOver(build, cotangent, axes)) : cotangent
  return binary(build, 'Mul', inverse, binary(build, 'Sub', centred, binary(build, 'Mul', normalised, along)))
}
