/** Where a function is read and how much each reading counts. */
export interface Quadrature {
  /** Ascending. */
  readonly nodes: Float64Array
  readonly weights: Float64Array
}

// Each of Newton's steps doubles the digits: more than enough for any count.
const newtonSteps = 8

/**
 * Gauss-Legendre quadrature of `count` >= 1 nodes on [0, 1], exact for polynomials of degree 2 * count - 1. Roots of the Legendre polynomial by
 * Newton's method in float64; both halves mirror each other to the last bit of the weights. W. Press et al., Numerical Recipes, 4.5 describes it.
 */
export function gaussLegendre(count: number): Quadrature {
  const nodes = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let i = 0; 2 * i < count; i++) {
    const root = 2 * i + 1 === count ? 0 : legendreRoot(count, i)
    const { slope } = legendre(count, root)
    nodes[i] = (1 - root) / 2
    nodes[count - 1 - i] = (1 + root) / 2
    weights[i] = 1 / ((1 - root * root) * slope * slope)
    weights[count - 1 - i] = weights[i]!
  }
  return { nodes, weights }
}

/** Root number `index` of the polynomial, from 1 downwards. */
function legendreRoot(degree: number, index: number): number {
  let root = Math.cos((Math.PI * (index + 0.75)) / (degree + 0.5))
  for (let step = 0; step < newtonSteps; step++) {
    const { value, slope } = legendre(degree, root)
    root -= value / slope
  }
  return root
}

/** The Legendre polynomial and its derivative inside (-1, 1), by the recurrence (n + 1) P(n+1) = (2n + 1) x P(n) - n P(n-1). */
function legendre(degree: number, x: number): { readonly value: number; readonly slope: number } {
  let before = 1
  let value = x
  for (let n = 1; n < degree; n++) {
    const next = ((2 * n + 1) * x * value - n * before) / (n + 1)
    before = value
    value = next
  }
  return { value, slope: (degree * (x * value - before)) / (x * x - 1) }
}
