import { TelltaleError } from '../errors.ts'
import { logOdds } from '../math/logistic.ts'
import { dot, factorRow, rowStart, solveBackward } from '../math/packed-cholesky.ts'
import { createDeviations, type Deviations, type Factored } from './deviations.ts'
import { createMaskCovariance } from './mask-covariance.ts'
import type { MaskKernel } from './mask-kernel.ts'
import { sizeOf } from './region-set.ts'

/**
 * A Gaussian process of the target's log-odds over masks: one function for keep(S) and drop(S). The mean of a mask A is
 * `constant + slopes . A + sum over rows of weights[k] * table[hamming(A, row k)]`. Arrays with a row per measured mask are longer than
 * `rows`; they are replaced when they have to grow, so read them from here after every fit.
 */
export interface Surrogate extends Factored {
  readonly kernel: MaskKernel
  /** Measured masks n entered so far. */
  readonly rows: number
  /** Rows the arrays have room for; a multiple of four. */
  readonly capacity: number
  /** u8[N, capacity / 4]: bit k of `codes[x, g]` says whether mask 4g + k shows region x. */
  readonly codes: Uint8Array
  /** Packed Cholesky factor of the covariance of the masks plus noise. */
  readonly factor: Float64Array
  /** f64[capacity]: `covariance^-1 (y - mean of y)`. */
  readonly weights: Float64Array
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
const firstCapacity = 128
/** The factor of so many masks takes 256 MiB. */
const largestCapacity = 8192

/** Log-odds of a probability as the surrogate sees it. */
export function clippedLogOdds(probability: number): number {
  return logOdds(Math.min(clipRange[1], Math.max(clipRange[0], probability)))
}

/** A surrogate without data. */
export function createSurrogate(kernel: MaskKernel): GrowingSurrogate {
  const N = kernel.regions
  const covariance = createMaskCovariance(kernel)
  // L^-1 y and L^-1 1 grow with the factor, so that a fit is one back substitution.
  let solvedValues = new Float64Array(firstCapacity)
  let solvedOnes = new Float64Array(firstCapacity)
  let valueSum = 0
  const data = {
    kernel,
    rows: 0,
    capacity: firstCapacity,
    masks: new Uint8Array(firstCapacity * N),
    codes: new Uint8Array((firstCapacity / 4) * N),
    sizes: new Int16Array(firstCapacity),
    linear: new Float64Array(firstCapacity * N),
    linearAtEmpty: new Float64Array(firstCapacity),
    factor: new Float64Array(rowStart(firstCapacity)),
    weights: new Float64Array(firstCapacity),
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
    if (data.rows === data.capacity) grow()
    const { rows, factor } = data
    const start = rowStart(rows)
    // The search chose most masks by their deviation, whose solution is this very row.
    const solved = surrogate.deviations.take(mask, factor, start)
    covariance.fill(data, mask, factor, start, solved, rows)
    factor[start + rows] = covariance.variance(mask) + noise
    factorRow(factor, rows, solved, pivotFloor)
    enterMask(mask)

    const value = clippedLogOdds(probability)
    const pivot = factor[start + rows]!
    solvedValues[rows] = (value - dot(factor, start, solvedValues, rows)) / pivot
    solvedOnes[rows] = (1 - dot(factor, start, solvedOnes, rows)) / pivot
    valueSum += value
    data.rows = rows + 1
  }

  function enterMask(mask: Uint8Array): void {
    const { rows, capacity, masks, codes, linear } = data
    const centred = Float64Array.from(mask, (member) => member - 0.5)
    let atEmpty = 0
    for (let i = 0; i < N; i++) {
      const effect = dot(kernel.linear, i * N, centred, N)
      linear[rows * N + i] = effect
      atEmpty -= effect
      codes[(i * capacity) / 4 + (rows >> 2)]! |= mask[i]! << (rows & 3)
    }
    masks.set(mask, rows * N)
    data.linearAtEmpty[rows] = atEmpty / 2
    data.sizes[rows] = sizeOf(mask)
  }

  function fit(): void {
    const { rows, weights, slopes, linear } = data
    const mean = valueSum / rows
    let squares = 0
    for (let k = 0; k < rows; k++) {
      const residual = solvedValues[k]! - mean * solvedOnes[k]!
      weights[k] = residual
      squares += residual * residual
    }
    solveBackward(data.factor, weights, rows)
    slopes.fill(0)
    for (let k = 0; k < rows; k++) {
      const weight = weights[k]!
      for (let i = 0; i < N; i++) slopes[i]! += weight * linear[k * N + i]!
    }
    data.slopeSum = slopes.reduce((sum, slope) => sum + slope, 0)
    data.constant = mean - data.slopeSum / 2
    data.variance = squares / rows
    data.fits++
  }

  function grow(): void {
    const capacity = 2 * data.capacity
    if (capacity > largestCapacity)
      throw new TelltaleError(
        'BUDGET_MEMORY',
        `The surrogate holds at most ${largestCapacity} measured region sets.`,
        'Use fewer regions or a smaller budget.',
        { value: capacity, limit: largestCapacity },
      )
    data.codes = widened(data.codes, data.capacity / 4, capacity / 4)
    data.masks = enlarged(data.masks, new Uint8Array(capacity * N))
    data.sizes = enlarged(data.sizes, new Int16Array(capacity))
    data.linear = enlarged(data.linear, new Float64Array(capacity * N))
    data.linearAtEmpty = enlarged(data.linearAtEmpty, new Float64Array(capacity))
    data.factor = enlarged(data.factor, new Float64Array(rowStart(capacity)))
    data.weights = enlarged(data.weights, new Float64Array(capacity))
    solvedValues = enlarged(solvedValues, new Float64Array(capacity))
    solvedOnes = enlarged(solvedOnes, new Float64Array(capacity))
    data.capacity = capacity
  }
}

function enlarged<T extends { set: (from: T) => void }>(from: T, into: T): T {
  into.set(from)
  return into
}

/** The same rows with room for more columns. */
function widened(from: Uint8Array<ArrayBuffer>, columns: number, wider: number): Uint8Array<ArrayBuffer> {
  const into = new Uint8Array((from.length / columns) * wider)
  for (let row = 0; row * columns < from.length; row++) into.set(from.subarray(row * columns, (row + 1) * columns), row * wider)
  return into
}
