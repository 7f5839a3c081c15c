/** A system `A x = b` with a symmetric positive definite A. Functions write into their second argument. */
export interface SymmetricSystem {
  readonly multiply: (vector: Float64Array, product: Float64Array) => void
  /** About `A^-1 v`, by something that is symmetric and positive definite too: the better, the fewer iterations. */
  readonly precondition: (vector: Float64Array, product: Float64Array) => void
}

/** When to stop. */
export interface ConjugateGradientOptions {
  /** Largest residual of an equation that is allowed. */
  readonly tolerance: number
  readonly iterations: number
}

/**
 * Solves the system in place: `x` holds the first guess, then the solution. Returns the iterations done.
 *
 * M. R. Hestenes and E. Stiefel, Methods of Conjugate Gradients for Solving Linear Systems, 1952.
 */
export function conjugateGradient(
  { multiply, precondition }: SymmetricSystem,
  b: Float64Array,
  x: Float64Array,
  { tolerance, iterations }: ConjugateGradientOptions,
): number {
  const residual = new Float64Array(x.length)
  const product = new Float64Array(x.length)
  const preconditioned = new Float64Array(x.length)
  multiply(x, product)
  for (let i = 0; i < x.length; i++) residual[i] = b[i]! - product[i]!
  const direction = new Float64Array(x.length)
  let size = 1
  for (let done = 0; done < iterations; done++) {
    if (largestSize(residual) <= tolerance) return done
    precondition(residual, preconditioned)
    const next = innerProduct(residual, preconditioned)
    const turn = done === 0 ? 0 : next / size
    size = next
    for (let i = 0; i < x.length; i++) direction[i] = preconditioned[i]! + turn * direction[i]!
    multiply(direction, product)
    const step = size / innerProduct(direction, product)
    for (let i = 0; i < x.length; i++) {
      x[i]! += step * direction[i]!
      residual[i]! -= step * product[i]!
    }
  }
  return iterations
}

function innerProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function largestSize(values: Float64Array): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!))
  return largest
}
