// Per candidate x: consistency, 1 - drop, effectiveness, confidence and their weighted sum.
//
//     effectiveness(x) = sum over selected i of min(nearest[i], d(i, x)) + min over i of d(i, x),   0 when nothing is selected
//
//     thread x   selected 0 -> selected 1 -> ...              one per candidate; it writes a row of five
//
// keep f32[count, 2] as bits; drop f32[count]; candidates u32[count]; distances f32[regions, regions]; selected u32[selectedCount];
// nearest f32[selectedCount]; weights f32[4]; output f32[count, 5] as bits.

struct Params { count: u32, regions: u32, selectedCount: u32 }

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> keep: array<u32>;
@group(0) @binding(2) var<storage, read> drop: array<f32>;
@group(0) @binding(3) var<storage, read> candidates: array<u32>;
@group(0) @binding(4) var<storage, read> distances: array<f32>;
@group(0) @binding(5) var<storage, read> selected: array<u32>;
@group(0) @binding(6) var<storage, read> nearest: array<f32>;
@group(0) @binding(7) var<storage, read> weights: array<f32>;
@group(0) @binding(8) var<storage, read_write> output: array<u32>;

@compute @workgroup_size(64)
fn subsetGain(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  for (var c = id.x; c < params.count; c += 64u * groups.x) {
    let effectiveness = spread(candidates[c]);
    let collaboration = 1.0 - drop[c];
    let consistency = keep[2u * c];
    let confidence = keep[2u * c + 1u];
    let total = weights[0] * bitcast<f32>(consistency) + weights[1] * collaboration
      + weights[2] * effectiveness + weights[3] * bitcast<f32>(confidence);
    let row = 5u * c;
    output[row] = consistency;
    output[row + 1u] = bitcast<u32>(collaboration);
    output[row + 2u] = bitcast<u32>(effectiveness);
    output[row + 3u] = confidence;
    output[row + 4u] = bitcast<u32>(total);
  }
}

fn spread(candidate: u32) -> f32 {
  if (params.selectedCount == 0u) { return 0.0; }
  var sum = 0.0;
  var closest = distances[selected[0] * params.regions + candidate];
  for (var s = 0u; s < params.selectedCount; s++) {
    let distance = distances[selected[s] * params.regions + candidate];
    sum += min(nearest[s], distance);
    closest = min(closest, distance);
  }
  return sum + closest;
}
