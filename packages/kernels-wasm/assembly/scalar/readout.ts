// Per row of logits: T linked scores, T logits, confidence 1 - H(p) / ln K, arg-max (lowest wins), its score.
//
// logits f32[rows, classes]; targets u32[targetCount], each below `classes`; output f32[rows, 2 * targetCount + 3], overlapping no input.
// Arithmetic is f64; link: see shared/link.ts.

import { readRow } from '../shared/read-row'

export function readout(
  logits: usize,
  targets: usize,
  output: usize,
  rows: u32,
  classes: u32,
  targetCount: u32,
  link: u32,
): void {
  for (let row: u32 = 0; row < rows; row++) {
    let best: u32 = 0
    let largest = load<f32>(logits)
    for (let k: u32 = 1; k < classes; k++) {
      const logit = load<f32>(logits + (usize(k) << 2))
      if (logit > largest) {
        largest = logit
        best = k
      }
    }
    readRow(logits, classes, best, targets, targetCount, link, output)
    logits += usize(classes) << 2
    output += (2 * usize(targetCount) + 3) << 2
  }
}
