// Natural logarithm of a positive number to about one part in 2^22 of itself; the built-in one is only promised to 2^-21 absolute
// around 1, which is where the terms of a confidence lie. Mantissa in [sqrt(1/2), sqrt(2)), then ln m = 2 atanh((m - 1) / (m + 1)).
fn logarithm(x: f32) -> f32 {
  let bits = bitcast<u32>(x) - 0x3f3504f3u;
  let exponent = f32(bitcast<i32>(bits) >> 23u);
  let mantissa = bitcast<f32>((bits & 0x007fffffu) + 0x3f3504f3u);
  let z = (mantissa - 1.0) / (mantissa + 1.0);
  let s = z * z;
  // At most |z| = 0.172: the first term left out is 2 z^11 / 11 < 1e-9.
  let series = 1.0 + s * (1.0 / 3.0 + s * (1.0 / 5.0 + s * (1.0 / 7.0 + s * (1.0 / 9.0))));
  return exponent * 0.6931471805599453 + 2.0 * z * series;
}
