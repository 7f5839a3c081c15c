// Four vectors f64[rows] as one f64[rows, 4]: what a row needs then lies together.

/** Writes the four vectors to `lines`. */
export function interleave(a: usize, b: usize, c: usize, d: usize, lines: usize, rows: usize): void {
  for (let i: usize = 0; i < rows << 3; i += 8, lines += 32) {
    store<f64>(lines, load<f64>(a + i))
    store<f64>(lines, load<f64>(b + i), 8)
    store<f64>(lines, load<f64>(c + i), 16)
    store<f64>(lines, load<f64>(d + i), 24)
  }
}

/** Writes `lines` back to the four vectors. */
export function separate(lines: usize, a: usize, b: usize, c: usize, d: usize, rows: usize): void {
  for (let i: usize = 0; i < rows << 3; i += 8, lines += 32) {
    store<f64>(a + i, load<f64>(lines))
    store<f64>(b + i, load<f64>(lines, 8))
    store<f64>(c + i, load<f64>(lines, 16))
    store<f64>(d + i, load<f64>(lines, 24))
  }
}
