/** How many sets of `size` can be chosen from `count` things. Exact below 2^53; may be Infinity. */
export function binomial(count: number, size: number): number {
  let result = 1
  for (let i = 1; i <= Math.min(size, count - size); i++) result = Math.round((result * (count - i + 1)) / i)
  return size > count ? 0 : result
}

/** The set with that rank, 0-based and in lexicographic order, among the sets of `size` of the numbers 0..count-1; ranks are below 2^53. */
export function combinationOfRank(rank: number, count: number, size: number): number[] {
  const members: number[] = []
  let left = rank
  for (let next = 0; members.length < size; next++) {
    const startingHere = binomial(count - next - 1, size - members.length - 1)
    if (left < startingHere) members.push(next)
    else left -= startingHere
  }
  return members
}
