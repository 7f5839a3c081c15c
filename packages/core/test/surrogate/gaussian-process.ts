import { Matrix, solve } from 'ml-matrix'
import { clippedLogOdds } from '../../src/surrogate/surrogate.ts'

/** The surrogate by its definition: dense matrices, no shortcut. */
export function gaussianProcess(masks: readonly Uint8Array[], probabilities: readonly number[], centres: Float64Array | null) {
  const N = masks[0]!.length
  const n = masks.length
  const shared = (i: number, j: number): number => {
    const own = i === j ? 1 : 0
    if (!centres) return own
    const squared = (centres[2 * i]! - centres[2 * j]!) ** 2 + (centres[2 * i + 1]! - centres[2 * j + 1]!) ** 2
    return 0.7 * Math.exp(-squared / (2 * 0.12 ** 2)) + 0.3 * own
  }
  const effect = (b: Uint8Array): Float64Array =>
    Float64Array.from({ length: N }, (_, i) => b.reduce((sum, shown, j) => sum + shared(i, j) * (shown - 0.5), 0))
  const effects = new Map(masks.map((mask) => [mask, effect(mask)]))
  const kernel = (a: Uint8Array, b: Uint8Array): number => {
    const towards = effects.get(b) ?? effect(b)
    let distance = 0
    let linear = 0
    for (let i = 0; i < N; i++) {
      distance += a[i]! ^ b[i]!
      linear += (a[i]! - 0.5) * towards[i]!
    }
    return Math.exp((-4 * distance) / N) + (12 / N) * linear
  }
  const covariance = new Matrix(masks.map((a, i) => masks.map((b, j) => kernel(a, b) + (i === j ? 0.02 : 0))))
  const y = probabilities.map(clippedLogOdds)
  const mean = y.reduce((a, b) => a + b, 0) / n
  const residual = Matrix.columnVector(y.map((value) => value - mean))
  const weights = solve(covariance, residual)
  const scale = residual.transpose().mmul(weights).get(0, 0) / n
  const covariancesOf = (mask: Uint8Array): Matrix => Matrix.columnVector(masks.map((row) => kernel(mask, row)))
  return {
    mean: (mask: Uint8Array): number => mean + covariancesOf(mask).transpose().mmul(weights).get(0, 0),
    deviation: (mask: Uint8Array): number => {
      const k = covariancesOf(mask)
      const explained = k.transpose().mmul(solve(covariance, k)).get(0, 0)
      return Math.sqrt(Math.max(kernel(mask, mask) - explained, 1e-9) * scale)
    },
  }
}
