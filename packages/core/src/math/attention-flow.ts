/** How the heads of an attention layer become one. */
export type HeadFusion = 'mean' | 'max' | 'min'

/** One matrix f64[tokens, tokens] of the heads f32[heads, tokens, tokens]. */
export function fuseHeads(values: Float32Array, heads: number, tokens: number, fusion: HeadFusion): Float64Array {
  const length = tokens * tokens
  const fused = Float64Array.from(values.subarray(0, length))
  for (let head = 1; head < heads; head++) {
    for (let i = 0; i < length; i++) {
      const value = values[head * length + i]!
      fused[i] = fusion === 'mean' ? fused[i]! + value : Math[fusion](fused[i]!, value)
    }
  }
  return fusion === 'mean' ? fused.map((value) => value / heads) : fused
}

/** Where a rollout ends, and what it leaves out. */
export interface FlowOptions {
  /** The row that is read: the first token's, or the mean of all. */
  readonly from: 'first' | 'all'
  /** Share of every row that is left out, its least values first, 0..1. */
  readonly discard: number
}

/**
 * Attention rollout (Abnar and Zuidema, 2020): of the product of `(A + I)`, its rows made to sum to 1, over layers f64[tokens, tokens] from first to
 * last, one row f64[tokens], which sums to 1. Only that row is carried along, from the last layer back.
 */
export function attentionFlow(layers: readonly Float64Array[], tokens: number, { from, discard }: FlowOptions): Float64Array {
  let arriving = new Float64Array(tokens)
  if (from === 'first') arriving[0] = 1
  else arriving.fill(1 / tokens)
  for (const layer of layers.toReversed()) {
    const before = new Float64Array(tokens)
    for (let token = 0; token < tokens; token++) {
      const row = withoutLeast(layer.subarray(token * tokens, (token + 1) * tokens), discard)
      const own = arriving[token]! / (1 + row.reduce((sum, value) => sum + value, 0))
      row.forEach((value, other) => {
        before[other]! += own * value
      })
      before[token]! += own
    }
    arriving = before
  }
  return arriving
}

/** A row with its least values, a share of all, set to zero; of equal ones the first. */
function withoutLeast(row: Float64Array, share: number): Float64Array {
  const count = Math.floor(share * row.length)
  if (count === 0) return row
  const order = Array.from(row, (_, i) => i).sort((a, b) => row[a]! - row[b]! || a - b)
  const kept = row.slice()
  for (const index of order.slice(0, count)) kept[index] = 0
  return kept
}
