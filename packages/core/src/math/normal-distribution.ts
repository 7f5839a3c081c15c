const seriesBound = 3
const fractionTerms = 40

/** Probability that a standard normal number is below z. Relative accuracy about 1e-14, in the lower tail too. */
export function normalBelow(z: number): number {
  if (Math.abs(z) < seriesBound) return 0.5 + density(z) * centralSeries(z)
  const tail = density(z) / tailFraction(Math.abs(z))
  return z < 0 ? tail : 1 - tail
}

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
}

/** z + z^3 / 3 + z^5 / (3 * 5) + ... */
function centralSeries(z: number): number {
  let term = z
  let sum = z
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return sum
}

/** z + 1 / (z + 2 / (z + 3 / ...)): the density over the upper tail. */
function tailFraction(z: number): number {
  let fraction = z
  for (let term = fractionTerms; term > 0; term--) fraction = z + term / fraction
  return fraction
}
