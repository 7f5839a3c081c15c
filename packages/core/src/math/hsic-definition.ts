/** Binary masks, what the model answered to each, and the width of the output kernel. */
export interface HsicSamples {
  /** u32[samples, ceil(cells / 32)]: bit j & 31 of word j >> 5 of a row is 1 where cell j was kept. */
  readonly masks: Uint32Array
  /** One finite score per sample. */
  readonly outputs: ArrayLike<number>
  readonly cells: number
  /** Positive. */
  readonly bandwidth: number
}

/**
 * HSIC per cell by its definition, f64, divided by n: with `L[a, b] = exp(-(y_a - y_b)^2 / (2 bandwidth^2))`, its row sums r and their sum T,
 * and p the share of masks that keep the cell, `(2 / n) (sum of L over pairs of masks that keep it - 2 p sum of their r + p^2 T)`. Equal to
 * the trace of both centred kernels for binary masks. O(n^2 d) time, O(n + d) memory.
 *
 * Novello, Fel and Vigouroux, Making Sense of Dependence (2022).
 */
export function hsicByDefinition({ masks, outputs, cells, bandwidth }: HsicSamples): Float64Array {
  const samples = outputs.length
  const words = Math.ceil(cells / 32)
  const inverse = 1 / (2 * bandwidth * bandwidth)
  const likeness = new Float64Array(samples)
  const within = new Float64Array(cells)
  const towards = new Float64Array(cells)
  const kept = new Float64Array(cells)
  let total = 0
  const isKept = (sample: number, cell: number): boolean => ((masks[sample * words + (cell >> 5)]! >>> (cell & 31)) & 1) === 1
  for (let a = 0; a < samples; a++) {
    let row = 0
    for (let b = 0; b < samples; b++) {
      const value = Math.exp(-((outputs[a]! - outputs[b]!) ** 2) * inverse)
      likeness[b] = value
      row += value
    }
    total += row
    for (let cell = 0; cell < cells; cell++) {
      if (!isKept(a, cell)) continue
      let alike = 0
      for (let b = 0; b < samples; b++) if (isKept(b, cell)) alike += likeness[b]!
      within[cell]! += alike
      towards[cell]! += row
      kept[cell]! += 1
    }
  }
  return kept.map((count, cell) => {
    const share = count / samples
    return (2 / samples) * (within[cell]! - 2 * share * towards[cell]! + share * share * total)
  })
}
