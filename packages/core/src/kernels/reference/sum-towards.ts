import type { SumTowards } from '../host-kernels.ts'
import { hamming, packMask } from './mask-bits.ts'

interface Inputs {
  readonly mask: Uint8Array
  readonly table: Float64Array
  readonly bits: Uint32Array
  readonly weights: Float64Array
  readonly codes: Uint8Array
}

/** The sum of a mask's terms, and for each region the sum over the rows that come nearer when it moves: see `SumTowards`. */
export function sumTowards(
  inputs: Inputs,
  nearer: Uint8Array,
  groupSums: Float64Array,
  output: Float64Array,
  { rows, regions, stride }: Pick<SumTowards, 'rows' | 'regions' | 'stride'>,
): void {
  const { mask, codes } = inputs
  output[0] = sumGroups(inputs, rows, groupSums)
  const groups = (rows + 3) >> 2
  for (let x = 0; x < regions; x++) {
    const row = (x * stride) / 4
    // A row comes nearer when it shows what the mask hides, or hides what it shows.
    const flip = mask[x] ? 15 : 0
    let sum = 0
    for (let group = 0; group < groups; group++) {
      const code = codes[row + group]! ^ flip
      nearer[row + group] = code
      sum += groupSums[16 * group + code]!
    }
    output[1 + x] = sum
  }
}

/** Writes the 16 partial sums of each group of four terms, and returns the sum of all. */
function sumGroups({ mask, table, bits, weights }: Inputs, rows: number, groupSums: Float64Array): number {
  const packed = packMask(mask)
  let total = 0
  for (let first = 0; first < rows; first += 4) {
    const start = 4 * first
    groupSums[start] = 0
    for (let b = 0; b < 4; b++) {
      const k = first + b
      let term = 0
      if (k < rows) {
        term = weights[k]! * table[2 * hamming(packed, bits, k)]!
        total += term
      }
      const half = 1 << b
      for (let i = start; i < start + half; i++) groupSums[half + i] = groupSums[i]! + term
    }
  }
  return total
}
