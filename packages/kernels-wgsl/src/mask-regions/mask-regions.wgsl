// output[m, c, i] = baseline[c, i] + w * (picture[c, i] - baseline[c, i]),  w = weights[m, labels[i]]
//
//     thread   0  1  2  ...  pixels - 1  |  pixels  ...        one per pixel of each mask; it writes all three channels
//              mask 0                    |  mask 1
//
// picture, baseline f32[3, pixels] as bits; labels u16[pixels], two to a word, each below `regions`; weights f32[masks, regions];
// output f32[masks, 3, pixels] as bits. Needs shared/blend.wgsl.

struct Params { masks: u32, regions: u32, pixels: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> picture: array<u32>;
@group(0) @binding(2) var<storage, read> baseline: array<u32>;
@group(0) @binding(3) var<storage, read> labels: array<u32>;
@group(0) @binding(4) var<storage, read> weights: array<f32>;
@group(0) @binding(5) var<storage, read_write> output: array<u32>;

@compute @workgroup_size(64)
fn maskRegions(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let threads = params.masks * params.pixels;
  for (var thread = id.x; thread < threads; thread += 64u * groups.x) {
    let mask = thread / params.pixels;
    let pixel = thread % params.pixels;
    let label = (labels[pixel >> 1u] >> ((pixel & 1u) << 4u)) & 0xffffu;
    let weight = weights[mask * params.regions + label];
    for (var channel = 0u; channel < 3u; channel++) {
      let source = channel * params.pixels + pixel;
      output[mask * 3u * params.pixels + source] = blend(picture[source], baseline[source], weight);
    }
  }
}
