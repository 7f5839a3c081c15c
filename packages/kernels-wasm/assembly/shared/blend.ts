/** `baseline + weight * (picture - baseline)`; weights 1 and 0 copy bit for bit. */
// @ts-ignore: decorator
@inline
export function blend(picture: f32, baseline: f32, weight: f32): f32 {
  if (weight == 1) return picture
  if (weight == 0) return baseline
  return baseline + weight * (picture - baseline)
}
