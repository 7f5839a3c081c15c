// Made from readout.wgsl by build.mjs.
export const readoutText: string = `// Per row of logits: T linked scores, T logits, confidence 1 - H(p) / ln K, arg-max (lowest wins), its score. Two steps:
//
//     readRows      one thread per row              -> confidence, arg-max, score of the arg-max
//     readTargets   one thread per row and target   -> score and logit, with what the first step has written
//
// logits f32[rows, classes] as bits; targets u32[targetCount], each below \`classes\`; output f32[rows, 2 * targetCount + 3] as bits.
// Needs shared/sum.wgsl and shared/logarithm.wgsl. A shader may take it that no number is infinite or none at all, so what the model
// got wrong is found by its bits, and passed on as bits.

struct Params { rows: u32, classes: u32, targetCount: u32, link: u32, zero: u32 }

// As readout.ts numbers them.
const linkNone = 0u;
const linkSoftmax = 1u;
const noNumber = 0x7fc00000u;

@group(0) @binding(0) var<uniform> params: Params;
@group(0) @binding(1) var<storage, read> logits: array<u32>;
@group(0) @binding(2) var<storage, read> targets: array<u32>;
@group(0) @binding(3) var<storage, read_write> output: array<u32>;

@compute @workgroup_size(64)
fn readRows(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  for (var row = id.x; row < params.rows; row += 64u * groups.x) {
    let start = row * params.classes;
    var best = 0u;
    var largest = bitcast<f32>(logits[start]);
    var broken = false;
    for (var k = 0u; k < params.classes; k++) {
      let bits = logits[start + k];
      broken = broken || isNoNumber(bits);
      let logit = bitcast<f32>(bits);
      if (logit > largest) {
        largest = logit;
        best = k;
      }
    }
    let sum = sumExponentials(start, largest);
    let tail = row * (2u * params.targetCount + 3u) + 2u * params.targetCount;
    let top = select(bitcast<u32>(link(largest, largest, 1.0 / sum)), logits[start + best], params.link == linkNone);
    output[tail] = select(bitcast<u32>(confidence(start, largest, sum)), noNumber, broken);
    output[tail + 1u] = bitcast<u32>(f32(best));
    output[tail + 2u] = select(top, noNumber, broken);
  }
}

@compute @workgroup_size(64)
fn readTargets(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {
  let count = params.targetCount;
  for (var thread = id.x; thread < params.rows * count; thread += 64u * groups.x) {
    let row = thread / count;
    let target_ = targets[thread % count];
    let line = row * (2u * count + 3u);
    let logit = logits[row * params.classes + target_];
    let best = u32(bitcast<f32>(output[line + 2u * count + 1u]));
    let top = output[line + 2u * count + 2u];
    let largest = bitcast<f32>(logits[row * params.classes + best]);
    var score = bitcast<u32>(link(bitcast<f32>(logit), largest, bitcast<f32>(top)));
    if (params.link == linkNone) { score = logit; }
    // The arg-max's own bits, and a broken row's.
    if (target_ == best || isNoNumber(top)) { score = top; }
    output[line + thread % count] = score;
    output[line + count + thread % count] = logit;
  }
}

/// A logit's score; \`share\` is that of the largest logit under softmax.
fn link(logit: f32, largest: f32, share: f32) -> f32 {
  if (params.link == linkSoftmax) { return exponential(logit - largest) * share; }
  let e = exponential(-abs(logit));
  return select(e, 1.0, logit >= 0.0) / (1.0 + e);
}

fn sumExponentials(start: u32, largest: f32) -> f32 {
  var sums = Sums();
  for (var k = 0u; k < params.classes; k += 4u) {
    var terms = vec4(0.0);
    for (var i = 0u; i < min(4u, params.classes - k); i++) {
      terms[i] = exponential(bitcast<f32>(logits[start + k + i]) - largest);
    }
    sums = add(sums, terms);
  }
  return total(sums);
}

/// \`1 - H(p) / ln K\` with \`ln(p + 1e-7)\`. Where p sums to 1 this is the mean of \`ln(K p) / ln K\`, in which nothing cancels; without a
/// link the row holds the probabilities, and need not sum to 1.
fn confidence(start: u32, largest: f32, sum: f32) -> f32 {
  if (params.classes == 1u) { return 1.0; }
  let given = params.link == linkNone;
  let scale = select(f32(params.classes), 1.0, given);
  var sums = Sums();
  for (var k = 0u; k < params.classes; k += 4u) {
    var terms = vec4(0.0);
    for (var i = 0u; i < min(4u, params.classes - k); i++) {
      let value = bitcast<f32>(logits[start + k + i]);
      let p = select(exponential(value - largest) / sum, clamp(value, 0.0, 1.0), given);
      terms[i] = p * logarithm(scale * (p + 1e-7));
    }
    sums = add(sums, terms);
  }
  return select(0.0, 1.0, given) + total(sums) / logarithm(f32(params.classes));
}

/// Below exp(-200) there is no float32; a larger negative number might overflow on its way there.
fn exponential(x: f32) -> f32 {
  return exp(max(x, -200.0));
}

fn total(sums: Sums) -> f32 {
  return (sums.values.x + sums.values.y) + (sums.values.z + sums.values.w);
}

/// Positive infinity, or not a number.
fn isNoNumber(bits: u32) -> bool {
  return bits == 0x7f800000u || (bits & 0x7fffffffu) > 0x7f800000u;
}
`
