// output[j] = (2 / samples) * | sum of the factor rows whose mask has bit j |^2
//
//     thread j   four columns of the factor at a time, down all samples          one per cell
//
// masks u32[samples, ceil(cells / 32)], bit j of a row in word j >> 5; factor f32[samples, rank], rank a multiple of 4;
// output f32[cells]. Needs shared/sum.wgsl: sums of centred columns grow before they cancel. Low rank after Fine and Scheinberg (2001).

struct Params { samples: u32, cells: u32, rank: u32, zero: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> masks: array<u32>;
@group(0) @binding(2) var<storage, read> factor: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> output: array<f32>;

@compute @workgroup_size(64)
fn hsic(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let words = (params.cells + 31u) >> 5u;
  let fours = params.rank >> 2u;
  for (var cell = id.x; cell < params.cells; cell += 64u * groups.x) {
    var squares = 0.0;
    for (var k = 0u; k < fours; k++) {
      var sums = Sums();
      for (var sample = 0u; sample < params.samples; sample++) {
        let kept = (masks[sample * words + (cell >> 5u)] >> (cell & 31u)) & 1u;
        if (kept == 1u) { sums = add(sums, factor[sample * fours + k]); }
      }
      squares += dot(sums.values, sums.values);
    }
    output[cell] = 2.0 * squares / f32(params.samples);
  }
}
