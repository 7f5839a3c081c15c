import type { SumPrefixes } from '../host-kernels.ts'
import { hamming, setBit, wordsOf } from './mask-bits.ts'

interface Inputs {
  readonly order: Uint16Array
  readonly table: Float64Array
  readonly bits: Uint32Array
  readonly weights: Float64Array
  readonly codes: Uint8Array
}

/** Sums of the terms of a range of prefixes and of their complements, in turn: see `SumPrefixes`. */
export function sumPrefixes(
  inputs: Inputs,
  groupSums: Float64Array,
  sums: Float64Array,
  shown: Float64Array,
  { from, to, rows, regions, stride }: Pick<SumPrefixes, 'from' | 'to' | 'rows' | 'regions' | 'stride'>,
): void {
  const prefix = new Uint32Array(wordsOf(regions))
  const groups = (rows + 3) >> 2
  for (let t = 0; t <= to; t++) {
    if (t > 0) setBit(prefix, inputs.order[t - 1]!)
    if (t < from) continue
    const row = t - from
    sumGroups(inputs, prefix, rows, groupSums, sums, 2 * row)
    for (let x = 0; x < regions; x++) sumShown(groupSums, inputs.codes, (x * stride) / 4, groups, shown, 2 * (row * regions + x))
  }
}

/** Writes the 16 partial sums of each group of four terms, and the sum of all. One look-up then stands for four conditional additions. */
function sumGroups(
  { table, bits, weights }: Inputs,
  prefix: Uint32Array,
  rows: number,
  groupSums: Float64Array,
  sums: Float64Array,
  place: number,
): void {
  let kept = 0
  let dropped = 0
  for (let first = 0; first < rows; first += 4) {
    const start = 8 * first
    groupSums[start] = 0
    groupSums[start + 1] = 0
    for (let b = 0; b < 4; b++) {
      const k = first + b
      let keptTerm = 0
      let droppedTerm = 0
      if (k < rows) {
        const distance = hamming(prefix, bits, k)
        keptTerm = weights[k]! * table[2 * distance]!
        droppedTerm = weights[k]! * table[2 * distance + 1]!
        kept += keptTerm
        dropped += droppedTerm
      }
      const half = 2 << b
      for (let i = start; i < start + half; i += 2) {
        groupSums[half + i] = groupSums[i]! + keptTerm
        groupSums[half + i + 1] = groupSums[i + 1]! + droppedTerm
      }
    }
  }
  sums[place] = kept
  sums[place + 1] = dropped
}

function sumShown(
  groupSums: Float64Array,
  codes: Uint8Array,
  row: number,
  groups: number,
  shown: Float64Array,
  place: number,
): void {
  let kept = 0
  let dropped = 0
  for (let group = 0; group < groups; group++) {
    const at = 32 * group + 2 * codes[row + group]!
    kept += groupSums[at]!
    dropped += groupSums[at + 1]!
  }
  shown[place] = kept
  shown[place + 1] = dropped
}
