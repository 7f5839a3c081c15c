/**
 * Rank of each value, 1 for the smallest; equal values share the average of their ranks: 1 2 2 4 has the ranks 1 2.5 2.5 4. All NaN when one
 * of the values is, since nothing stands above or below it.
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const sorted = Uint32Array.from({ length: values.length }, (_, index) => index)
  const ranks = new Float64Array(values.length)
  if (sorted.some((index) => Number.isNaN(values[index]!))) return ranks.fill(Number.NaN)
  sorted.sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0))
  for (let first = 0, end = 0; first < sorted.length; first = end) {
    while (end < sorted.length && values[sorted[end]!] === values[sorted[first]!]) end++
    for (let place = first; place < end; place++) ranks[sorted[place]!] = (first + 1 + end) / 2
  }
  return ranks
}

/** The same among the values that are not NaN: a missing value stays NaN and takes no rank from the others. */
export function averageRanksOfPresent(values: ArrayLike<number>): Float64Array {
  const present = Array.from({ length: values.length }, (_, index) => index).filter((index) => !Number.isNaN(values[index]!))
  const ranked = averageRanks(present.map((index) => values[index]!))
  const ranks = new Float64Array(values.length).fill(Number.NaN)
  present.forEach((index, place) => {
    ranks[index] = ranked[place]!
  })
  return ranks
}
