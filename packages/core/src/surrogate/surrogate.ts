import { TelltaleError } from '../errors.ts'
import { logOdds } from '../math/logistic.ts'
import { dot, factorRow, rowStart, solveBackward } from '../math/packed-cholesky.ts'
import type { MaskKernel } from './mask-kernel.ts'

/**
 * A Gaussian process of the target's log-odds over masks: one function for keep(S) and drop(S). The mean of a mask A is
 * `constant + slopes . A + sum over rows of weights[k] * table[hamming(A, row k)]`. Arrays with a row per measured mask are longer than
 * `rows`; they are replaced when they have to grow, so read them from here after every fit.
 */
export interface Surrogate {
  readonly kernel: MaskKernel
  /** Measured masks n entered so far. */
  readonly rows: number
  /** Rows the arrays have room for; a multiple of four. */
  readonly capacity: number
  /** u8[capacity, N]: the masks. */
  readonly masks: Uint8Array
  /** u8[capacity / 4, N]: bit k of `codes[g, x]` says whether mask 4g + k shows region x. */
  readonly codes: Uint8Array
  /** Regions each mask shows. */
  readonly sizes: Int16Array
  /** f64[capacity, N]: `linear (mask - 1/2)` of each mask. */
  readonly linear: Float64Array
  /** Linear covariance of each mask with the empty one. */
  readonly linearAtEmpty: Float64Array
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
}

/** A surrogate that its owner feeds: `append` enters one measured mask, `fit` makes the entered rows count. */
export interface GrowingSurrogate extends Surrogate {
  readonly append: (mask: Uint8Array, probability: number) => void
  readonly fit: () => void
}

/** Probabilities are clipped to this range: one mask at p = 1.0 would sit 20 units above all others and ruin the fit. */
export const clipRange = [1e-9, 0.995] as const
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
  // L^-1 y and L^-1 1 grow with the factor, so that a fit is one back substitution.
  let solvedValues = new Float64Array(firstCapacity)
  let solvedOnes = new Float64Array(firstCapacity)
  let valueSum = 0
  const state = {
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
  return state

  function grow(): void {
    const capacity = 2 * state.capacity
    if (capacity > largestCapacity)
      throw new TelltaleError(
        'BUDGET_MEMORY',
        `The surrogate holds at most ${largestCapacity} measured region sets.`,
        'Use fewer regions or a smaller budget.',
        { value: capacity, limit: largestCapacity },
      )
    state.masks = enlarged(state.masks, new Uint8Array(capacity * N))
    state.codes = enlarged(state.codes, new Uint8Array((capacity / 4) * N))
    state.sizes = enlarged(state.sizes, new Int16Array(capacity))
    state.linear = enlarged(state.linear, new Float64Array(capacity * N))
    state.linearAtEmpty = enlarged(state.linearAtEmpty, new Float64Array(capacity))
    state.factor = enlarged(state.factor, new Float64Array(rowStart(capacity)))
    state.weights = enlarged(state.weights, new Float64Array(capacity))
    solvedValues = enlarged(solvedValues, new Float64Array(capacity))
    solvedOnes = enlarged(solvedOnes, new Float64Array(capacity))
    state.capacity = capacity
  }

  function append(mask: Uint8Array, probability: number): void {
    if (state.rows === state.capacity) grow()
    const { rows, masks, codes, linear, factor } = state
    const { table } = kernel
    const centred = Float64Array.from(mask, (member) => member - 0.5)
    let atEmpty = 0
    let size = 0
    for (let i = 0; i < N; i++) {
      const effect = dot(kernel.linear, i * N, centred, N)
      linear[rows * N + i] = effect
      atEmpty -= effect
      size += mask[i]!
      masks[rows * N + i] = mask[i]!
      codes[(rows >> 2) * N + i]! |= mask[i]! << (rows & 3)
    }
    state.linearAtEmpty[rows] = atEmpty / 2
    state.sizes[rows] = size
    const start = rowStart(rows)
    for (let j = 0; j <= rows; j++) {
      let distance = 0
      for (let i = 0; i < N; i++) distance += mask[i]! ^ masks[j * N + i]!
      factor[start + j] = table[distance]! + dot(linear, j * N, centred, N)
    }
    factor[start + rows]! += noise
    factorRow(factor, rows, pivotFloor)

    const value = clippedLogOdds(probability)
    const pivot = factor[start + rows]!
    solvedValues[rows] = (value - dot(factor, start, solvedValues, rows)) / pivot
    solvedOnes[rows] = (1 - dot(factor, start, solvedOnes, rows)) / pivot
    valueSum += value
    state.rows = rows + 1
  }

  function fit(): void {
    const { rows, weights, slopes, linear } = state
    const mean = valueSum / rows
    let squares = 0
    for (let k = 0; k < rows; k++) {
      const residual = solvedValues[k]! - mean * solvedOnes[k]!
      weights[k] = residual
      squares += residual * residual
    }
    solveBackward(state.factor, weights, rows)
    slopes.fill(0)
    for (let k = 0; k < rows; k++) {
      const weight = weights[k]!
      for (let i = 0; i < N; i++) slopes[i]! += weight * linear[k * N + i]!
    }
    state.slopeSum = slopes.reduce((sum, slope) => sum + slope, 0)
    state.constant = mean - state.slopeSum / 2
    state.variance = squares / rows
    state.fits++
  }
}

function enlarged<T extends { set: (from: T) => void }>(from: T, into: T): T {
  into.set(from)
  return into
}
