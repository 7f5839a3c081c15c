// Made from accumulate-grid.wgsl by build.mjs.
export const accumulateGridText: string = `// output[0, i] = sum over masks of values[m] * w[m, i];  output[1, i] = sum of w[m, i];  w as in maskGrid.
//
//     thread i   mask 0 -> mask 1 -> ... -> last mask          one per pixel; it writes both planes
//
// cells f32[masks, gridRows, gridColumns]; offsets u32[masks, 2]; values f32[masks]; output f32[2, height, width].
// Needs shared/grid.wgsl and shared/sum.wgsl.

struct Params {
  masks: u32,
  gridRows: u32,
  gridColumns: u32,
  upHeight: u32,
  upWidth: u32,
  height: u32,
  width: u32,
  zero: u32,
}

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> cells: array<f32>;
@group(0) @binding(2) var<storage, read> offsets: array<u32>;
@group(0) @binding(3) var<storage, read> values: array<f32>;
@group(0) @binding(4) var<storage, read_write> output: array<f32>;

@compute @workgroup_size(64)
fn accumulateGrid(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let pixels = params.height * params.width;
  for (var pixel = id.x; pixel < pixels; pixel += 64u * groups.x) {
    var sums = Sums();
    for (var mask = 0u; mask < params.masks; mask++) {
      let down = locate(offsets[2u * mask] + pixel / params.width, params.gridRows, params.upHeight);
      let across = locate(offsets[2u * mask + 1u] + pixel % params.width, params.gridColumns, params.upWidth);
      let weight = gridWeight(mask * params.gridRows * params.gridColumns, params.gridColumns, down, across);
      sums = add(sums, vec4(values[mask] * weight, weight, 0.0, 0.0));
    }
    output[pixel] = sums.values.x;
    output[pixels + pixel] = sums.values.y;
  }
}
`
