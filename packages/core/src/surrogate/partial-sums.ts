/**
 * Sums over the data rows that show a region, four rows at a time: a region's code of a group of four picks one of the 16 sums of the
 * group's terms. One look-up then stands for four conditional additions.
 */

/** Writes the 16 partial sums of each group of four terms; two interleaved sequences of terms, and of sums, share the look-ups. */
export function sumGroupsOfTwo(terms: Float64Array, groups: number, into: Float64Array): void {
  for (let group = 0; group < groups; group++) {
    const start = 32 * group
    into[start] = 0
    into[start + 1] = 0
    for (let b = 0; b < 4; b++) {
      const half = 2 << b
      const place = 8 * group + 2 * b
      const first = terms[place]!
      const second = terms[place + 1]!
      for (let i = start; i < start + half; i += 2) {
        into[half + i] = into[i]! + first
        into[half + i + 1] = into[i + 1]! + second
      }
    }
  }
}

/** Writes the 16 partial sums of each group of four terms. */
export function sumGroups(terms: Float64Array, groups: number, into: Float64Array): void {
  for (let group = 0; group < groups; group++) {
    const start = 16 * group
    into[start] = 0
    for (let b = 0; b < 4; b++) {
      const half = 1 << b
      const term = terms[4 * group + b]!
      for (let i = start; i < start + half; i++) into[half + i] = into[i]! + term
    }
  }
}

/**
 * For every region the sum over the data that show it, by its codes `[regions, stride]`; the two sequences in turn. Two regions at a time
 * keep four chains of additions going.
 */
export function sumShownOfTwo(
  groupSums: Float64Array,
  codes: Uint8Array,
  stride: number,
  groups: number,
  into: Float64Array,
): void {
  const regions = into.length / 2
  for (let x = 0; x < regions; x += 2) {
    const upper = x * stride
    // The last of an odd number is taken twice.
    const next = Math.min(x + 1, regions - 1)
    const lower = next * stride
    let firstHere = 0
    let secondHere = 0
    let firstNext = 0
    let secondNext = 0
    for (let group = 0; group < groups; group++) {
      const here = 32 * group + 2 * codes[upper + group]!
      const there = 32 * group + 2 * codes[lower + group]!
      firstHere += groupSums[here]!
      secondHere += groupSums[here + 1]!
      firstNext += groupSums[there]!
      secondNext += groupSums[there + 1]!
    }
    into[2 * x] = firstHere
    into[2 * x + 1] = secondHere
    into[2 * next] = firstNext
    into[2 * next + 1] = secondNext
  }
}
