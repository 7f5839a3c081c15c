/**
 * Per selected region the distance to the nearest other selected one; 2, more than any distance, when it is alone.
 * `distances` is `[regions, regions]` with values in 0..1.
 */
export function nearestDistances(distances: ArrayLike<number>, regions: number, selected: readonly number[]): Float32Array {
  return Float32Array.from(selected, (region) =>
    selected.reduce(
      (nearest, other) => (other === region ? nearest : Math.min(nearest, distances[region * regions + other]!)),
      2,
    ),
  )
}

/**
 * Effectiveness of every prefix 0..N of an order: the sum over its regions of the distance to the nearest other one, 0 for no region and
 * for one. Not monotone: a near duplicate lowers it.
 */
export function prefixEffectiveness(distances: ArrayLike<number>, order: ArrayLike<number>): Float64Array {
  const N = order.length
  const effectiveness = new Float64Array(N + 1)
  const nearest = new Float64Array(N).fill(2)
  for (let t = 0; t < N; t++) {
    for (let i = 0; i < t; i++) {
      const distance = distances[order[i]! * N + order[t]!]!
      nearest[i] = Math.min(nearest[i]!, distance)
      nearest[t] = Math.min(nearest[t]!, distance)
    }
    if (t > 0) effectiveness[t + 1] = nearest.subarray(0, t + 1).reduce((sum, distance) => sum + distance, 0)
  }
  return effectiveness
}
