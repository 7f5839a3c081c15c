import { Link, linkedScore } from './link'

/**
 * Everything `readout` says of one row once its arg-max `best` is known: T linked scores, T logits, confidence, arg-max and the
 * arg-max's linked score, which has the target's own bits when the target wins because it is the same expression.
 */
export function readRow(row: usize, classes: u32, best: u32, targets: usize, targetCount: u32, link: u32, output: usize): void {
  const largest = f64(load<f32>(row + (usize(best) << 2)))
  let sum: f64 = 0
  for (let k: u32 = 0; k < classes; k++) sum += Math.exp(f64(load<f32>(row + (usize(k) << 2))) - largest)

  for (let t: u32 = 0; t < targetCount; t++) {
    const logit = load<f32>(row + (usize(load<u32>(targets + (usize(t) << 2))) << 2))
    store<f32>(output + (usize(t) << 2), linkedScore(logit, largest, sum, link))
    store<f32>(output + (usize(targetCount + t) << 2), logit)
  }
  const tail = output + (usize(targetCount) << 3)
  store<f32>(tail, confidence(row, classes, largest, sum, link))
  store<f32>(tail, f32(best), 4)
  store<f32>(tail, linkedScore(f32(largest), largest, sum, link), 8)
}

/** `1 - H(p) / ln K` with `ln(p + 1e-7)`; without a link the row holds the probabilities. 1 where there is only one class. */
// @ts-ignore: decorator
@inline
function confidence(row: usize, classes: u32, largest: f64, sum: f64, link: u32): f32 {
  if (classes == 1) return 1
  let negativeEntropy: f64 = 0
  for (let k: u32 = 0; k < classes; k++) {
    const value = f64(load<f32>(row + (usize(k) << 2)))
    const p = link == Link.none ? min(1.0, max(0.0, value)) : Math.exp(value - largest) / sum
    negativeEntropy += p * Math.log(p + 1e-7)
  }
  return f32(1 + negativeEntropy / Math.log(f64(classes)))
}
