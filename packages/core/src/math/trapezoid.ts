import type { Quadrature } from './gauss-legendre.ts'

/**
 * The trapezoid rule of `count` >= 2 equally spaced nodes on [0, 1], both ends included: the ends count half, and all weights sum to 1, which they
 * do not where each node is given 1 / count.
 */
export function trapezoid(count: number): Quadrature {
  const intervals = count - 1
  const share = (i: number): number => (i === 0 || i === intervals ? 0.5 : 1) / intervals
  return {
    nodes: Float64Array.from({ length: count }, (_, i) => i / intervals),
    weights: Float64Array.from({ length: count }, (_, i) => share(i)),
  }
}
