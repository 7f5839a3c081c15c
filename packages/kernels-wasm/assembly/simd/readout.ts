// Per row of logits: T linked scores, T logits, confidence 1 - H(p) / ln K, arg-max (lowest wins), its score.
//
// logits f32[rows, classes]; targets u32[targetCount], each below `classes`; output f32[rows, 2 * targetCount + 3], overlapping no input.
// The largest logit is found four at a time, the rest of a row one by one; arithmetic is f64; link: see shared/link.ts. Needs simd.

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
    readRow(logits, classes, firstIndex(logits, classes, largest(logits, classes)), targets, targetCount, link, output)
    logits += usize(classes) << 2
    output += (2 * usize(targetCount) + 3) << 2
  }
}

function largest(logits: usize, classes: u32): f32 {
  let lanes = f32x4.splat(load<f32>(logits))
  let k: u32 = 0
  for (; k + 4 <= classes; k += 4) lanes = f32x4.pmax(lanes, v128.load(logits + (usize(k) << 2)))
  let best = max(
    max(f32x4.extract_lane(lanes, 0), f32x4.extract_lane(lanes, 1)),
    max(f32x4.extract_lane(lanes, 2), f32x4.extract_lane(lanes, 3)),
  )
  for (; k < classes; k++) best = max(best, load<f32>(logits + (usize(k) << 2)))
  return best
}

/** The lowest class with this logit; one has it. */
function firstIndex(logits: usize, classes: u32, logit: f32): u32 {
  let k: u32 = 0
  while (k + 4 <= classes && !v128.any_true(f32x4.eq(v128.load(logits + (usize(k) << 2)), f32x4.splat(logit)))) k += 4
  while (k + 1 < classes && load<f32>(logits + (usize(k) << 2)) != logit) k++
  return k
}
