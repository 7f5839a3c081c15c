// output[j] = (2 / samples) * | sum of the factor rows whose mask has bit j |^2
//
// masks u32[samples, ceil(cells / 32)], bit j of a row in word j >> 5; factor f32[samples, rank], rank a multiple of 4;
// output f32[cells], overlapping no input. Low rank after Fine and Scheinberg (2001).
//
// Four columns of the factor at a time. Rows are added in f32 in blocks of 16 and the blocks in f64: centred columns cancel, and a plain
// f32 sum of 20000 rows would lose more than the tolerance. Rows whose bit is off are zeroed, not skipped: that branch would be
// mispredicted half the time. Needs simd.

const block: u32 = 16

export function hsic(masks: usize, factor: usize, output: usize, samples: u32, cells: u32, rank: u32): void {
  const line = usize((cells + 31) >> 5) << 2
  const stride = usize(rank) << 2
  for (let cell: u32 = 0; cell < cells; cell++) {
    const words = masks + (usize(cell >> 5) << 2)
    const shift = 31 - (cell & 31)
    let squares = f64x2.splat(0)
    for (let k: usize = 0; k < stride; k += 16) {
      let low = f64x2.splat(0)
      let high = f64x2.splat(0)
      let word = words
      let row = factor + k
      for (let first: u32 = 0; first < samples; first += block) {
        let sum = f32x4.splat(0)
        for (let left = min(block, samples - first); left > 0; left--) {
          const on = i32x4.splat(i32(load<u32>(word) << shift) >> 31)
          sum = f32x4.add(sum, v128.and(v128.load(row), on))
          word += line
          row += stride
        }
        low = f64x2.add(low, f64x2.promote_low_f32x4(sum))
        high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(sum, sum, 2, 3, 2, 3)))
      }
      squares = f64x2.add(squares, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)))
    }
    const total = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1)
    store<f32>(output + (usize(cell) << 2), f32((2 * total) / f64(samples)))
  }
}
