// start - sum of the squares of vector[from..to-1], one after the other.
//
// vector f64[to].

export function subtractSquares(vector: usize, start: f64, from: u32, to: u32): f64 {
  const end = vector + (usize(to) << 3)
  for (let place = vector + (usize(from) << 3); place < end; place += 8) start -= load<f64>(place) * load<f64>(place)
  return start
}
