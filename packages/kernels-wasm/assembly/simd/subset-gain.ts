// Per candidate x: consistency, 1 - drop, effectiveness, confidence and their weighted sum.
//
//     effectiveness(x) = sum over selected i of min(nearest[i], d(i, x)) + min over i of d(i, x),   0 when nothing is selected
//
// keep f32[count, 2]; drop f32[count]; candidates u32[count]; distances f32[regions, regions]; selected u32[selectedCount];
// nearest f32[selectedCount]; weights f32[4]; output f32[count, 5], overlapping no input. Sums are f64; four candidates at a time, the
// last ones in lanes that repeat the final candidate. Needs simd.

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
  const line = usize(regions) << 2
  for (let c: u32 = 0; c < count; c += 4) {
    const last = count - 1
    const column0 = distances + (usize(load<u32>(candidates + (usize(c) << 2))) << 2)
    const column1 = distances + (usize(load<u32>(candidates + (usize(min(c + 1, last)) << 2))) << 2)
    const column2 = distances + (usize(load<u32>(candidates + (usize(min(c + 2, last)) << 2))) << 2)
    const column3 = distances + (usize(load<u32>(candidates + (usize(min(c + 3, last)) << 2))) << 2)
    let low = f64x2.splat(0)
    let high = f64x2.splat(0)
    let closest = f32x4.splat(Infinity)
    for (let s: usize = 0; s < selectedCount; s++) {
      const row = usize(load<u32>(selected + (s << 2))) * line
      let distance = v128.load32_zero(column0 + row)
      distance = v128.load32_lane(column1 + row, distance, 1)
      distance = v128.load32_lane(column2 + row, distance, 2)
      distance = v128.load32_lane(column3 + row, distance, 3)
      closest = f32x4.pmin(closest, distance)
      const least = f32x4.pmin(v128.load32_splat(nearest + (s << 2)), distance)
      low = f64x2.add(low, f64x2.promote_low_f32x4(least))
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(least, least, 2, 3, 2, 3)))
    }
    low = f64x2.add(low, f64x2.promote_low_f32x4(closest))
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(closest, closest, 2, 3, 2, 3)))
    if (selectedCount == 0) {
      low = f64x2.splat(0)
      high = f64x2.splat(0)
    }
    storeGain(keep, drop, weights, output, c, f64x2.extract_lane(low, 0))
    if (c + 1 < count) storeGain(keep, drop, weights, output, c + 1, f64x2.extract_lane(low, 1))
    if (c + 2 < count) storeGain(keep, drop, weights, output, c + 2, f64x2.extract_lane(high, 0))
    if (c + 3 < count) storeGain(keep, drop, weights, output, c + 3, f64x2.extract_lane(high, 1))
  }
}
