// output[j] = (2 / samples) * | sum of the factor rows whose mask has bit j |^2
//
// masks u32[samples, ceil(cells / 32)], bit j of a row in word j >> 5, bits beyond the last cell may be anything; factor
// f32[samples, rank], rank a multiple of 4; output f32[cells], overlapping no input. Low rank after Fine and Scheinberg (2001).
//
// One word of masks, so 32 cells, and up to 16 columns of the factor at a time. Each sample walks the set bits of its word:
//
//     word ..0110   bit 1: partial[1] += row     bit 2: partial[2] += row
//
// Rows are added in f32 in blocks of 32 samples and the blocks in f64: centred columns cancel, and a plain f32 sum of 20000 rows would
// lose more than the tolerance. Needs simd.

const block: u32 = 32
const cellsAtOnce: usize = 32
const lineBytes: usize = 64 // 16 columns of f32
const partial = memory.data(32 * 64, 16)
const total = memory.data(32 * 128, 16)
const squares = memory.data(32 * 8, 16)

export function hsic(masks: usize, factor: usize, output: usize, samples: u32, cells: u32, rank: u32): void {
  const words = (cells + 31) >> 5
  const stride = usize(rank) << 2
  for (let word: u32 = 0; word < words; word++) {
    memory.fill(squares, 0, cellsAtOnce * 8)
    for (let column: usize = 0; column < stride; column += lineBytes) {
      const bytes = min(lineBytes, stride - column)
      sumRows(masks + (usize(word) << 2), usize(words) << 2, factor + column, stride, bytes, samples)
      for (let cell: usize = 0; cell < cellsAtOnce; cell++) {
        store<f64>(squares + (cell << 3), load<f64>(squares + (cell << 3)) + squaredLength(total + cell * 2 * lineBytes, bytes))
      }
    }
    const count = min(u32(cellsAtOnce), cells - 32 * word)
    for (let cell: usize = 0; cell < count; cell++) {
      store<f32>(output + (cell << 2), f32((2 * load<f64>(squares + (cell << 3))) / f64(samples)))
    }
    output += cellsAtOnce << 2
  }
}

/** Leaves in `total` the f64 sums of `bytes / 4` columns, per bit of the word. */
function sumRows(word: usize, wordStride: usize, row: usize, rowStride: usize, bytes: usize, samples: u32): void {
  memory.fill(total, 0, cellsAtOnce * 2 * lineBytes)
  for (let first: u32 = 0; first < samples; first += block) {
    memory.fill(partial, 0, cellsAtOnce * lineBytes)
    for (let left = min(block, samples - first); left > 0; left--) {
      for (let bits = load<u32>(word); bits != 0; bits &= bits - 1) {
        const to = partial + usize(ctz(bits)) * lineBytes
        for (let k: usize = 0; k < bytes; k += 16) v128.store(to + k, f32x4.add(v128.load(to + k), v128.load(row + k)))
      }
      word += wordStride
      row += rowStride
    }
    for (let k: usize = 0; k < cellsAtOnce * lineBytes; k += 16) {
      const sum = v128.load(partial + k)
      const to = total + 2 * k
      v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(sum)))
      v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(v128.shuffle<f32>(sum, sum, 2, 3, 2, 3))), 16)
    }
  }
}

/** Sum of squares of the f64 numbers that stand for `bytes` bytes of f32. */
// @ts-ignore: decorator
@inline
function squaredLength(numbers: usize, bytes: usize): f64 {
  let sum = f64x2.splat(0)
  for (let k: usize = 0; k < 2 * bytes; k += 16) sum = f64x2.add(sum, f64x2.mul(v128.load(numbers + k), v128.load(numbers + k)))
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)
}
