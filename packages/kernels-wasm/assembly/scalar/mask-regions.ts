// output[m, c, i] = baseline[c, i] + w * (picture[c, i] - baseline[c, i]),  w = weights[m, labels[i]]
//
// picture, baseline f32[3, pixels]; labels u16[pixels], each below `regions`; weights f32[masks, regions]; output f32[masks, 3, pixels].
// Output may not overlap an input. Weights 1 and 0 copy bit for bit.

import { blend } from '../shared/blend'

export function maskRegions(
  picture: usize,
  baseline: usize,
  labels: usize,
  weights: usize,
  output: usize,
  masks: u32,
  regions: u32,
  pixels: u32,
): void {
  const plane = usize(pixels) << 2
  for (let mask: u32 = 0; mask < masks; mask++) {
    for (let pixel: usize = 0; pixel < pixels; pixel++) {
      const weight = load<f32>(weights + (usize(load<u16>(labels + (pixel << 1))) << 2))
      let at = pixel << 2
      for (let channel = 0; channel < 3; channel++) {
        store<f32>(output + at, blend(load<f32>(picture + at), load<f32>(baseline + at), weight))
        at += plane
      }
    }
    weights += usize(regions) << 2
    output += 3 * plane
  }
}
