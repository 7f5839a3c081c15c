// Made from grid.wgsl by build.mjs.
export const gridText: string = `// Soft masks: \`cells\`, which the including shader binds, upsampled bilinearly. With half-pixel centres, upsampled pixel X lies at
//
//     (X + 0.5) * cells / upsampled - 0.5  =  ((2X + 1) * cells - upsampled) / (2 * upsampled)
//
// cells from the first centre. The host refuses sizes whose numerator does not fit i32.

/// Between which two cells of an axis a pixel lies, and how far on the way to the second.
struct Place { first: u32, second: u32, share: f32 }

fn locate(pixel: u32, count: u32, upsampled: u32) -> Place {
  let numerator = i32((2u * pixel + 1u) * count) - i32(upsampled);
  let period = 2 * i32(upsampled);
  // Division rounds towards zero: -1 cells before the first centre needs a branch.
  let whole = select(-1, numerator / period, numerator >= 0);
  let last = i32(count) - 1;
  return Place(
    u32(clamp(whole, 0, last)),
    u32(clamp(whole + 1, 0, last)),
    f32(numerator - whole * period) / f32(period),
  );
}

/// The weight at a place of the grid whose first cell is \`start\`.
fn gridWeight(start: u32, columns: u32, down: Place, across: Place) -> f32 {
  let above = start + down.first * columns;
  let below = start + down.second * columns;
  let upper = towards(cells[above + across.first], cells[above + across.second], across.share);
  let lower = towards(cells[below + across.first], cells[below + across.second], across.share);
  return towards(upper, lower, down.share);
}

fn towards(from_: f32, to: f32, share: f32) -> f32 {
  return from_ + share * (to - from_);
}
`
