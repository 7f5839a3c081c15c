// Four sums that keep what rounding takes from them (Kahan 1965). A shader compiler may reorder arithmetic, which would make the
// correction vanish; it cannot see through an exclusive or with a zero that it learns only at run time.
struct Sums { values: vec4<f32>, excess: vec4<f32> }

fn add(sums: Sums, terms: vec4<f32>) -> Sums {
  let corrected = hold(terms - sums.excess);
  let values = hold(sums.values + corrected);
  return Sums(values, hold(values - sums.values) - corrected);
}

fn hold(numbers: vec4<f32>) -> vec4<f32> {
  return bitcast<vec4<f32>>(bitcast<vec4<u32>>(numbers) ^ vec4(params.zero));
}
