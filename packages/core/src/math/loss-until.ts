/**
 * What a curve lost on the way: the integral of `y[0] - y` over `x` from its start to `until`, by the trapezoid rule, the last step cut on the straight
 * line. `x` is ascending and begins at 0. NaN where the curve ends before `until`.
 */
export function lossUntil(x: ArrayLike<number>, y: ArrayLike<number>, until = 1): number {
  let loss = 0
  for (let to = 1; to < x.length; to++) {
    const [left, right] = [x[to - 1]!, Math.min(x[to]!, until)]
    if (left >= until) break
    const [before, after] = [y[to - 1]!, valueAt(x, y, to, right)]
    loss += (right - left) * (y[0]! - (before + after) / 2)
  }
  return x[x.length - 1]! >= until ? loss : Number.NaN
}

/** The curve's values at other places, on the straight lines between its points; `at` lies within the curve. */
export function valuesAt(x: ArrayLike<number>, y: ArrayLike<number>, at: ArrayLike<number>): Float64Array {
  return Float64Array.from(at, (place) => {
    let to = 1
    while (to < x.length - 1 && x[to]! < place) to++
    return valueAt(x, y, to, place)
  })
}

/** On the line that ends at point `to`. */
function valueAt(x: ArrayLike<number>, y: ArrayLike<number>, to: number, place: number): number {
  const [left, right] = [x[to - 1]!, x[to]!]
  return y[to - 1]! + ((place - left) / (right - left)) * (y[to]! - y[to - 1]!)
}
