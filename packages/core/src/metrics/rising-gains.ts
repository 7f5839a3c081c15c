/** Gains along an order that grew: a set function with diminishing returns, taken greedily, has none. */
export interface RisingGains {
  readonly checked: number
  readonly violated: number
}

/** Growth below this is rounding and noise of the network. */
const tolerance = 5e-4

/**
 * Compares consecutive gains of F(t) = p(keep the first t) + 1 - p(hide the first t). Along an order that no greedy search made, a rise is
 * a description of the curve, not a proof. Pairs with an unmeasured point are not counted.
 */
export function risingGains(insertion: Float64Array, deletion: Float64Array): RisingGains {
  const value = insertion.map((kept, t) => kept + 1 - deletion[t]!)
  let checked = 0
  let violated = 0
  for (let t = 1; t + 1 < value.length; t++) {
    const rise = value[t + 1]! - value[t]! - (value[t]! - value[t - 1]!)
    if (Number.isNaN(rise)) continue
    checked++
    if (rise > tolerance) violated++
  }
  return { checked, violated }
}
