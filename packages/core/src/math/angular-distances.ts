/**
 * Angular distance between every two rows of `features` [count, D]: arccos of the cosine, over pi, so 0 for the same direction and 1 for
 * opposite ones. f64[count, count], symmetric, zero diagonal. A row of zeros has no direction and counts as orthogonal to all.
 */
export function angularDistances(features: Float32Array, count: number): Float64Array {
  const length = features.length / count
  const row = (index: number): Float32Array => features.subarray(index * length, (index + 1) * length)
  const norms = Float64Array.from({ length: count }, (_, index) => Math.sqrt(dot(row(index), row(index))))
  const distances = new Float64Array(count * count)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const norm = norms[i]! * norms[j]!
      const cosine = norm === 0 ? 0 : Math.min(1, Math.max(-1, dot(row(i), row(j)) / norm))
      const distance = Math.acos(cosine) / Math.PI
      distances[i * count + j] = distance
      distances[j * count + i] = distance
    }
  }
  return distances
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}
