/** `(2 / samples) * norm2(sum of the factor rows whose mask has the bit)^2` per cell: see `Hsic`. */
export function hsic(
  masks: Uint32Array,
  factor: Float32Array,
  output: Float32Array | Float64Array,
  { samples, cells, rank }: { readonly samples: number; readonly cells: number; readonly rank: number },
): void {
  const words = Math.ceil(cells / 32)
  const sums = new Float64Array(rank)
  for (let cell = 0; cell < cells; cell++) {
    sums.fill(0)
    for (let sample = 0; sample < samples; sample++) {
      const kept = (masks[sample * words + (cell >> 5)]! >>> (cell & 31)) & 1
      if (kept === 1) for (let k = 0; k < rank; k++) sums[k]! += factor[sample * rank + k]!
    }
    output[cell] = (2 / samples) * sums.reduce((total, value) => total + value * value, 0)
  }
}
