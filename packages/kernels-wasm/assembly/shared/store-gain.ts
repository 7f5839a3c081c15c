/** Writes one candidate's row of `subsetGain`. Consistency and confidence are copies. */
// @ts-ignore: decorator
@inline
export function storeGain(keep: usize, drop: usize, weights: usize, output: usize, candidate: u32, effectiveness: f64): void {
  const consistency = load<f32>(keep + (usize(candidate) << 3))
  const confidence = load<f32>(keep + (usize(candidate) << 3), 4)
  const collaboration = 1 - f64(load<f32>(drop + (usize(candidate) << 2)))
  const row = output + usize(candidate) * 20
  store<f32>(row, consistency)
  store<f32>(row, f32(collaboration), 4)
  store<f32>(row, f32(effectiveness), 8)
  store<f32>(row, confidence, 12)
  const total =
    f64(load<f32>(weights)) * f64(consistency) +
    f64(load<f32>(weights, 4)) * collaboration +
    f64(load<f32>(weights, 8)) * effectiveness +
    f64(load<f32>(weights, 12)) * f64(confidence)
  store<f32>(row, f32(total), 16)
}
