const unit = 2 ** 15

/**
 * A Gaussian around the middle of a side of `length` pixels, `[length]`, whose standard deviation is `sigma` times the side. Whole numbers from 0
 * to 32768: their products and sums are exact, so that what mirrors each other is equal bit for bit.
 */
export function bell(length: number, sigma: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => {
    const deviations = Math.abs(2 * i + 1 - length) / (2 * length * sigma)
    return Math.round(unit * Math.exp(-(deviations ** 2) / 2))
  })
}

/** Value of `bell` at its middle. */
export const bellPeak = unit
