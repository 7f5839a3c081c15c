/** Sum of products, in f64. */
export function dot(a, b) {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

export const norm = (values) => Math.sqrt(dot(values, values))

/** How far `values` are from `reference`: cosine of the angle, and the length of the difference in units of the reference's length. */
export function distance(values, reference) {
  const difference = Float64Array.from(values, (value, i) => value - reference[i])
  return {
    cosine: dot(values, reference) / (norm(values) * norm(reference)),
    relative: norm(difference) / norm(reference),
  }
}

export const allFinite = (values) => values.every((value) => Number.isFinite(value))

/**
 * Relative error of a slope against central differences of the f32 forward: `slope` is what the gradient says of `direction` (length 1),
 * `valueAt` the function. A small step drowns in rounding, a large one crosses kinks, so the best of several counts.
 */
export async function differenceError(slope, direction, input, valueAt) {
  const errors = []
  for (const share of [1e-5, 1e-4, 1e-3, 1e-2]) {
    const step = share * norm(input)
    const [ahead, behind] = [await valueAt(shifted(input, direction, step)), await valueAt(shifted(input, direction, -step))]
    const measured = (ahead - behind) / (2 * step)
    errors.push(Math.abs(measured - slope) / Math.max(Math.abs(slope), Math.abs(measured)))
  }
  return Math.min(...errors)
}

const shifted = (input, direction, step) => Float32Array.from(input, (value, i) => value + step * direction[i])

/** A direction of length 1, half random and half along the gradient: a purely random one would change the answer less than rounding does. */
export function mixedDirection(gradient, random) {
  const noise = Float64Array.from(gradient, () => random.next() - 0.5)
  const [ofNoise, ofGradient] = [norm(noise), norm(gradient)]
  const mixed = noise.map((value, i) => value / ofNoise + (ofGradient > 0 ? gradient[i] / ofGradient : 0))
  const length = norm(mixed)
  return mixed.map((value) => value / length)
}
