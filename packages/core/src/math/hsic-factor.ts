import { factorPivoted } from './pivoted-cholesky.ts'

/** The centred low-rank factor of the output kernel, as the `hsic` kernel takes it. */
export interface HsicFactor {
  /** f32[samples, rank], columns centred, the last ones zero. */
  readonly factor: Float32Array
  /** Columns of `factor`: a multiple of 4, at least 4. */
  readonly rank: number
  readonly pivots: readonly number[]
  /** Trace that the factor leaves out: every score is at most `residual / 2` below the exact one. */
  readonly residual: number
  /** Trace of the centred kernel, up to the residual: how unlike each other the outputs are. */
  readonly trace: number
}

/** When the factorisation stops: an absolute trace, and a rank that scalar outputs do not reach in practice. */
export interface HsicFactorOptions {
  readonly tolerance?: number
  readonly maximumRank?: number
}

/**
 * Factors `L[a, b] = exp(-(y_a - y_b)^2 / (2 bandwidth^2))` and centres its columns. `outputs` is finite, `bandwidth` positive.
 * Novello, Fel and Vigouroux, "Making Sense of Dependence" (2022); low rank after Fine and Scheinberg (2001).
 */
export function factorOutputs(outputs: ArrayLike<number>, bandwidth: number, options: HsicFactorOptions = {}): HsicFactor {
  const { tolerance = 1e-6, maximumRank = 128 } = options
  const samples = outputs.length
  const inverse = 1 / (2 * bandwidth * bandwidth)
  const { columns, rank, pivots, residual } = factorPivoted({
    size: samples,
    diagonal: () => 1,
    entry: (row, column) => Math.exp(-((outputs[row]! - outputs[column]!) ** 2) * inverse),
    tolerance,
    maximumRank,
  })
  const padded = Math.max(4, Math.ceil(rank / 4) * 4)
  const factor = new Float32Array(samples * padded)
  let trace = 0
  for (let k = 0; k < rank; k++) {
    const column = columns.subarray(k * samples, (k + 1) * samples)
    const mean = column.reduce((total, value) => total + value, 0) / samples
    for (let sample = 0; sample < samples; sample++) {
      const centred = column[sample]! - mean
      factor[sample * padded + k] = centred
      trace += centred * centred
    }
  }
  return { factor, rank: padded, pivots, residual, trace }
}
