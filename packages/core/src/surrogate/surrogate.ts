import { TelltaleError } from '../errors.ts'
import type { HostKernels } from '../kernels/host-kernels.ts'
import { logOdds } from '../math/logistic.ts'
import { dot, rowStart } from '../math/packed-cholesky.ts'
import { createDeviations, type Deviations, type Factored } from './deviations.ts'
import { createMaskCovariance } from './mask-covariance.ts'
import type { MaskKernel } from './mask-kernel.ts'
import { createSurrogateMemory } from './surrogate-memory.ts'

/**
 * A Gaussian process of the target's log-odds over masks: one function for keep(S) and drop(S). The mean of a mask A is
 * `constant + slopes . A + sum over rows of weights[k] * table[hamming(A, row k)]`.
 */
export interface Surrogate extends Factored {
  readonly kernel: MaskKernel
  /** Measured masks n entered so far. */
  readonly rows: number
  /** u8[rows, N], and room for more rows behind them; replaced when it has to grow. */
  readonly masks: Uint8Array
  /** f64[N]: what each shown region adds to the mean through the linear part. */
  readonly slopes: Float64Array
  readonly slopeSum: number
  readonly constant: number
  /** Scale of the predicted variance. */
  readonly variance: number
  /** How often it was fitted. */
  readonly fits: number
  /** How uncertain it is of single masks. */
  readonly deviations: Deviations
}

/** A surrogate that its owner feeds: `append` enters one measured mask, `fit` makes the entered rows count. */
export interface GrowingSurrogate extends Surrogate {
  readonly append: (mask: Uint8Array, probability: number) => void
  readonly fit: () => void
}

/** Probabilities are clipped to this range: one mask at p = 1.0 would sit 20 units above all others and ruin the fit. */
const clipRange = [1e-9, 0.995] as const
const noise = 0.02
const pivotFloor = 1e-9
/** The factor of so many masks takes 256 MiB. */
const largestCapacity = 8192

/** Log-odds of a probability as the surrogate sees it. */
export function clippedLogOdds(probability: number): number {
  return logOdds(Math.min(clipRange[1], Math.max(clipRange[0], probability)))
}

/** A surrogate without data. Its numbers live in the memory of `host`. */
export function createSurrogate(kernel: MaskKernel, host: HostKernels): GrowingSurrogate {
  const N = kernel.regions
  const memory = createSurrogateMemory(host, kernel)
  const covariance = createMaskCovariance(memory, kernel)
  const centred = new Float64Array(N)
  let valueSum = 0
  const data = {
    kernel,
    memory,
    rows: 0,
    masks: new Uint8Array(memory.capacity * N),
    slopes: new Float64Array(N),
    slopeSum: 0,
    constant: 0,
    variance: 1,
    fits: 0,
    append,
    fit,
  }
  const surrogate = Object.assign(data, { deviations: createDeviations(data, covariance) })
  return surrogate

  function append(mask: Uint8Array, probability: number): void {
    if (data.rows === memory.capacity) grow()
    const { rows } = data
    const { factor, solvedValues, solvedOnes } = memory
    const start = rowStart(rows)
    // The search chose most masks by their deviation, whose solution is this very row.
    const solved = surrogate.deviations.take(mask, factor, start)
    covariance.fill(mask, factor, start, solved, rows)
    host.doubles(factor, start + rows + 1)[start + rows] = covariance.variance(mask) + noise
    host.factorRow({ factor, row: rows, from: solved, floor: pivotFloor })
    enterMask(mask)

    const value = clippedLogOdds(probability)
    host.doubles(solvedValues, rows + 1)[rows] = value
    host.doubles(solvedOnes, rows + 1)[rows] = 1
    for (const vector of [solvedValues, solvedOnes]) host.solveForward({ factor, vector, from: rows, to: rows + 1 })
    valueSum += value
    data.rows = rows + 1
  }

  function enterMask(mask: Uint8Array): void {
    const { rows } = data
    const { capacity } = memory
    const words = 8 * Math.ceil(N / 64)
    const bits = host.bytes(memory.bits, capacity * words)
    const codes = host.bytes(memory.codes, (N * capacity) / 4)
    const linear = host.doubles(memory.linear, N * capacity)
    for (let i = 0; i < N; i++) centred[i] = mask[i]! - 0.5
    let atEmpty = 0
    for (let i = 0; i < N; i++) {
      const effect = dot(kernel.linear, i * N, centred, N)
      linear[i * capacity + rows] = effect
      atEmpty -= effect
      codes[(i * capacity) / 4 + (rows >> 2)]! |= mask[i]! << (rows & 3)
      bits[rows * words + (i >> 3)]! |= mask[i]! << (i & 7)
    }
    host.doubles(memory.linearAtEmpty, capacity)[rows] = atEmpty / 2
    data.masks.set(mask, rows * N)
  }

  function fit(): void {
    const { rows, slopes } = data
    const { capacity, factor } = memory
    const mean = valueSum / rows
    const weights = host.doubles(memory.weights, rows)
    const solvedValues = host.doubles(memory.solvedValues, rows)
    const solvedOnes = host.doubles(memory.solvedOnes, rows)
    let squares = 0
    for (let k = 0; k < rows; k++) {
      const residual = solvedValues[k]! - mean * solvedOnes[k]!
      weights[k] = residual
      squares += residual * residual
    }
    host.solveBackward({ factor, vector: memory.weights, rows })
    const linear = host.doubles(memory.linear, N * capacity)
    // Two regions at a time keep two chains of additions going; the last of an odd number is taken twice.
    for (let i = 0; i < N; i += 2) {
      const next = Math.min(i + 1, N - 1)
      let slope = 0
      let slopeNext = 0
      for (let k = 0; k < rows; k++) {
        slope += weights[k]! * linear[i * capacity + k]!
        slopeNext += weights[k]! * linear[next * capacity + k]!
      }
      slopes[i] = slope
      slopes[next] = slopeNext
    }
    data.slopeSum = slopes.reduce((sum, slope) => sum + slope, 0)
    data.constant = mean - data.slopeSum / 2
    data.variance = squares / rows
    data.fits++
  }

  function grow(): void {
    const { capacity: full } = memory
    if (full >= largestCapacity)
      throw new TelltaleError(
        'BUDGET_MEMORY',
        `The surrogate holds at most ${largestCapacity} measured region sets.`,
        'Use fewer regions or a smaller budget.',
        { value: full + 1, limit: largestCapacity },
      )
    // By half, since the factor grows with the square; to a multiple of 64 rows.
    const capacity = Math.min(largestCapacity, (full + (full >> 1) + 63) & ~63)
    memory.grow(capacity)
    const masks = new Uint8Array(capacity * N)
    masks.set(data.masks)
    data.masks = masks
  }
}
