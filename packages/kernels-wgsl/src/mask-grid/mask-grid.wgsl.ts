// Made from mask-grid.wgsl by build.mjs.
export const maskGridText: string = `// As maskRegions, with the weight of a pixel read from cells that are upsampled bilinearly to upHeight x upWidth and seen through the
// height x width window at the mask's offset (row, column).
//
//     thread   0  1  2  ...  pixels - 1  |  pixels  ...        one per pixel of each mask; it writes all three channels
//              mask 0                    |  mask 1
//
// picture, baseline f32[3, height, width] as bits; cells f32[masks, gridRows, gridColumns]; offsets u32[masks, 2];
// output f32[masks, 3, height, width] as bits. Needs shared/blend.wgsl and shared/grid.wgsl.

struct Params {
  masks: u32,
  gridRows: u32,
  gridColumns: u32,
  upHeight: u32,
  upWidth: u32,
  height: u32,
  width: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> picture: array<u32>;
@group(0) @binding(2) var<storage, read> baseline: array<u32>;
@group(0) @binding(3) var<storage, read> cells: array<f32>;
@group(0) @binding(4) var<storage, read> offsets: array<u32>;
@group(0) @binding(5) var<storage, read_write> output: array<u32>;

@compute @workgroup_size(64)
fn maskGrid(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let pixels = params.height * params.width;
  let threads = params.masks * pixels;
  for (var thread = id.x; thread < threads; thread += 64u * groups.x) {
    let mask = thread / pixels;
    let pixel = thread % pixels;
    let down = locate(offsets[2u * mask] + pixel / params.width, params.gridRows, params.upHeight);
    let across = locate(offsets[2u * mask + 1u] + pixel % params.width, params.gridColumns, params.upWidth);
    let weight = gridWeight(mask * params.gridRows * params.gridColumns, params.gridColumns, down, across);
    for (var channel = 0u; channel < 3u; channel++) {
      let source = channel * pixels + pixel;
      output[mask * 3u * pixels + source] = blend(picture[source], baseline[source], weight);
    }
  }
}
`
