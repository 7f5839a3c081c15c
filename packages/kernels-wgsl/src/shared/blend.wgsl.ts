// Made from blend.wgsl by build.mjs.
export const blendText: string = `// A pixel kept with the given weight, as bits: weights 1 and 0 copy, so that no rounding and no other encoding touches them.
fn blend(picture: u32, baseline: u32, weight: f32) -> u32 {
  if (weight == 1.0) { return picture; }
  if (weight == 0.0) { return baseline; }
  let hidden = bitcast<f32>(baseline);
  return bitcast<u32>(hidden + weight * (bitcast<f32>(picture) - hidden));
}
`
