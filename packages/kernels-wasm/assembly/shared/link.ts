/** How logits become scores. The host passes these numbers. */
export namespace Link {
  export const none: u32 = 0
  export const softmax: u32 = 1
  export const sigmoid: u32 = 2
}

/** 1 / (1 + e^-x) without overflow on either side. */
// @ts-ignore: decorator
@inline
function sigmoid(logit: f64): f64 {
  const e = Math.exp(-Math.abs(logit))
  return logit >= 0 ? 1 / (1 + e) : e / (1 + e)
}

/** Linked score of one logit of a row whose largest is `largest` and whose sum of `exp(logit - largest)` is `sum`. */
// @ts-ignore: decorator
@inline
export function linkedScore(logit: f32, largest: f64, sum: f64, link: u32): f32 {
  if (link == Link.softmax) return f32(Math.exp(f64(logit) - largest) / sum)
  if (link == Link.sigmoid) return f32(sigmoid(f64(logit)))
  return logit
}
