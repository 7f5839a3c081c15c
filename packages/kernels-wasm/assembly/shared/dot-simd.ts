/** Sum of `count` products, in two vectors whose lanes are the four sums of the scalar form. Needs simd. */
export function dot(a: usize, b: usize, count: usize): f64 {
  let low = f64x2.splat(0)
  let high = f64x2.splat(0)
  const end = a + (count << 3)
  const fours = a + ((count & ~3) << 3)
  for (; a < fours; a += 32, b += 32) {
    low = f64x2.add(low, f64x2.mul(v128.load(a), v128.load(b)))
    high = f64x2.add(high, f64x2.mul(v128.load(a, 16), v128.load(b, 16)))
  }
  let first = f64x2.extract_lane(low, 0)
  for (; a < end; a += 8, b += 8) first += load<f64>(a) * load<f64>(b)
  return first + f64x2.extract_lane(low, 1) + f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1)
}
