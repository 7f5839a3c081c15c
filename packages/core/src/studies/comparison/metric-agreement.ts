import { mean } from '../../math/mean.ts'
import { spearman } from '../../math/spearman.ts'

/** Of fewer methods a correlation of ranks says nothing. */
const fewestMethods = 3

/**
 * How far two metrics rank the methods alike on a picture: Spearman's correlation, -1..1, as a mean over the pictures on which three methods at least have
 * both values. `one` and `other` are by method, then picture, NaN = missing; better values are higher, so that the values of a metric for which lower is
 * better are given negated. NaN where there is no such picture.
 */
export function rankAgreement(one: readonly Float64Array[], other: readonly Float64Array[]): number {
  const pictures = one[0]?.length ?? 0
  const correlations: number[] = []
  for (let picture = 0; picture < pictures; picture++) {
    const both = one.flatMap((values, method) => {
      const pair = [values[picture]!, other[method]![picture]!] as const
      return pair.some(Number.isNaN) ? [] : [pair]
    })
    if (both.length < fewestMethods) continue
    const correlation = spearman(
      both.map(([value]) => value),
      both.map(([, value]) => value),
    )
    if (!Number.isNaN(correlation)) correlations.push(correlation)
  }
  return mean(correlations)
}
