/** What is kept of one forward: the numbers of all targets. */
export interface MemoEntry {
  readonly probabilities: Float64Array
  readonly logits: Float64Array
  readonly confidence: number
  readonly predicted: number
  readonly top: number
}

/** Key of a 0/1 mask: sixteen regions per character. Null when any weight is neither 0 nor 1, since soft masks rarely repeat. */
export function maskKey(weights: ArrayLike<number>, start: number, regions: number): string | null {
  let key = ''
  for (let first = 0; first < regions; first += 16) {
    let bits = 0
    const last = Math.min(first + 16, regions)
    for (let region = first; region < last; region++) {
      const weight = weights[start + region]!
      if (weight === 1) bits |= 1 << (region - first)
      else if (weight !== 0) return null
    }
    key += String.fromCharCode(bits)
  }
  return key
}
