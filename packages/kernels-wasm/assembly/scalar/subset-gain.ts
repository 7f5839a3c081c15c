// Per candidate x: consistency, 1 - drop, effectiveness, confidence and their weighted sum.
//
//     effectiveness(x) = sum over selected i of min(nearest[i], d(i, x)) + min over i of d(i, x),   0 when nothing is selected
//
// keep f32[count, 2]; drop f32[count]; candidates u32[count]; distances f32[regions, regions]; selected u32[selectedCount];
// nearest f32[selectedCount]; weights f32[4]; output f32[count, 5], overlapping no input. Sums are f64.

import { storeGain } from '../shared/store-gain'

export function subsetGain(
  keep: usize,
  drop: usize,
  candidates: usize,
  distances: usize,
  selected: usize,
  nearest: usize,
  weights: usize,
  output: usize,
  count: u32,
  regions: u32,
  selectedCount: u32,
): void {
  for (let c: u32 = 0; c < count; c++) {
    const column = distances + (usize(load<u32>(candidates + (usize(c) << 2))) << 2)
    let sum: f64 = 0
    let closest: f32 = Infinity
    for (let s: usize = 0; s < selectedCount; s++) {
      const distance = load<f32>(column + ((usize(load<u32>(selected + (s << 2))) * usize(regions)) << 2))
      sum += f64(min(load<f32>(nearest + (s << 2)), distance))
      closest = min(closest, distance)
    }
    storeGain(keep, drop, weights, output, c, selectedCount == 0 ? 0 : sum + f64(closest))
  }
}
