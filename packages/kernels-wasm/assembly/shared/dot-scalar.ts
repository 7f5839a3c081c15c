/** Sum of `count` products. Four sums at a time, added up in this order, are part of the contract. */
export function dot(a: usize, b: usize, count: usize): f64 {
  let first: f64 = 0
  let second: f64 = 0
  let third: f64 = 0
  let fourth: f64 = 0
  const end = a + (count << 3)
  const fours = a + ((count & ~3) << 3)
  for (; a < fours; a += 32, b += 32) {
    first += load<f64>(a) * load<f64>(b)
    second += load<f64>(a, 8) * load<f64>(b, 8)
    third += load<f64>(a, 16) * load<f64>(b, 16)
    fourth += load<f64>(a, 24) * load<f64>(b, 24)
  }
  for (; a < end; a += 8, b += 8) first += load<f64>(a) * load<f64>(b)
  return first + second + third + fourth
}
