/** The four terms of each candidate and their weighted sum: see `SubsetGain`. `selected` is empty where effectiveness is not wanted. */
export function subsetGain(
  keep: Float32Array,
  drop: Float32Array,
  candidates: Uint32Array,
  distances: Float32Array,
  selected: Uint32Array,
  nearest: Float32Array,
  weights: Float32Array,
  output: Float32Array | Float64Array,
  regions: number,
): void {
  candidates.forEach((candidate, c) => {
    const distance = (region: number): number => distances[region * regions + candidate]!
    const terms = [keep[c * 2]!, 1 - drop[c]!, effectiveness(selected, nearest, distance), keep[c * 2 + 1]!]
    const total = terms.reduce((sum, term, t) => sum + weights[t]! * term, 0)
    output.set([...terms, total], c * 5)
  })
}

/** How far apart the selection stays with the candidate in it: each region's distance to its nearest other, summed. */
function effectiveness(selected: Uint32Array, nearest: Float32Array, distance: (region: number) => number): number {
  let sum = 0
  let closest = Infinity
  selected.forEach((region, s) => {
    sum += Math.min(nearest[s]!, distance(region))
    closest = Math.min(closest, distance(region))
  })
  return selected.length === 0 ? 0 : sum + closest
}
