/**
 * Trapezoid area under `y` over `x` (ascending). Points whose `y` is NaN are left out; NaN when an end is missing or fewer than two points
 * are left, since an area over a part of the axis would be another quantity.
 */
export function areaUnderCurve(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const last = x.length - 1
  if (last < 1 || Number.isNaN(y[0]!) || Number.isNaN(y[last]!)) return Number.NaN
  let area = 0
  let from = 0
  for (let to = 1; to <= last; to++) {
    if (Number.isNaN(y[to]!)) continue
    area += ((x[to]! - x[from]!) * (y[from]! + y[to]!)) / 2
    from = to
  }
  return area
}
