/** The values that a quarter, a half and three quarters of some values do not exceed. */
export interface Quartiles {
  readonly lower: number
  readonly median: number
  readonly upper: number
}

/** Quartiles by linear interpolation between neighbours (type 7 of Hyndman and Fan, The American Statistician 50, 1996). NaN without values. */
export function quartiles(values: ArrayLike<number>): Quartiles {
  const sorted = Float64Array.from(values).sort()
  const at = (share: number): number => {
    const place = share * (sorted.length - 1)
    const below = sorted[Math.floor(place)] ?? Number.NaN
    return below + (place % 1) * ((sorted[Math.ceil(place)] ?? Number.NaN) - below)
  }
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) }
}
