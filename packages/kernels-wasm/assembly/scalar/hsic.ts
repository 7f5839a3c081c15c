// output[j] = (2 / samples) * | sum of the factor rows whose mask has bit j |^2
//
// masks u32[samples, ceil(cells / 32)], bit j of a row in word j >> 5; factor f32[samples, rank], rank a multiple of 4;
// output f32[cells], overlapping no input. Sums are f64. Low rank after Fine and Scheinberg (2001).

export function hsic(masks: usize, factor: usize, output: usize, samples: u32, cells: u32, rank: u32): void {
  const line = usize((cells + 31) >> 5) << 2
  const stride = usize(rank) << 2
  for (let cell: u32 = 0; cell < cells; cell++) {
    const words = masks + (usize(cell >> 5) << 2)
    const bit = cell & 31
    let squares: f64 = 0
    for (let k: usize = 0; k < stride; k += 16) {
      let a: f64 = 0
      let b: f64 = 0
      let c: f64 = 0
      let d: f64 = 0
      for (let sample: u32 = 0; sample < samples; sample++) {
        if (((load<u32>(words + usize(sample) * line) >>> bit) & 1) == 0) continue
        const from = factor + usize(sample) * stride + k
        a += f64(load<f32>(from))
        b += f64(load<f32>(from, 4))
        c += f64(load<f32>(from, 8))
        d += f64(load<f32>(from, 12))
      }
      squares += a * a + b * b + c * c + d * d
    }
    store<f32>(output + (usize(cell) << 2), f32((2 * squares) / f64(samples)))
  }
}
