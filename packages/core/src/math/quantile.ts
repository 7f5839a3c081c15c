/**
 * The value below which a share of the values lies, 0..1: between two values, on the straight line from one to the other, so that .5 is the
 * median. NaN without values.
 *
 * R. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, 1996, definition 7.
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const from = sorted[below] ?? Number.NaN
  const to = sorted[below + 1] ?? from
  return from + (place - below) * (to - from)
}
