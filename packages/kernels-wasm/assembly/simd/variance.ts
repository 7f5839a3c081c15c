// Covariance of a mask with itself: atEmpty + sum over its regions i of (2 effects[i] + sum over its regions j of between[i, j])
//
// mask u8[regions]; effects f64[regions]; between f64[regions, regions]. A complement varies as the mask does, so the sums run over the regions
// shown or those hidden, whichever are fewer. The order of a single sum leaves nothing to do at once.

import { listMembers, sizeOf } from '../shared/mask-bits'

export function variance(mask: usize, effects: usize, between: usize, atEmpty: f64, regions: u32): f64 {
  const shown = sizeOf(mask, regions)
  const inverted = shown > regions - shown
  const first = listMembers(mask, regions, inverted ? 0 : 1)
  const last = first + (usize(inverted ? regions - shown : shown) << 1)
  let sum = atEmpty
  for (let i = first; i < last; i += 2) {
    const region = usize(load<u16>(i))
    sum += 2 * load<f64>(effects + (region << 3))
    const row = between + ((region * regions) << 3)
    for (let j = first; j < last; j += 2) sum += load<f64>(row + (usize(load<u16>(j)) << 3))
  }
  return sum
}
