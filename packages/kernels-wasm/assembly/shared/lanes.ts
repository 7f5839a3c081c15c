// Four pixels at a time. Needs simd.

/** Weights of four pixels by their labels. */
// @ts-ignore: decorator
@inline
export function gather(weights: usize, labels: usize): v128 {
  const four = load<u64>(labels)
  let lanes = v128.load32_zero(weights + ((usize(four) & 0xffff) << 2))
  lanes = v128.load32_lane(weights + ((usize(four >>> 16) & 0xffff) << 2), lanes, 1)
  lanes = v128.load32_lane(weights + ((usize(four >>> 32) & 0xffff) << 2), lanes, 2)
  return v128.load32_lane(weights + (usize(four >>> 48) << 2), lanes, 3)
}

/** Picture where `kept` is all ones, baseline where it is all zeros. */
// @ts-ignore: decorator
@inline
export function keepLanes(picture: usize, baseline: usize, output: usize, kept: v128): void {
  v128.store(output, v128.bitselect(v128.load(picture), v128.load(baseline), kept))
}

/** As `blend`, with a weight per lane. */
// @ts-ignore: decorator
@inline
export function blendLanes(picture: usize, baseline: usize, output: usize, weight: v128): void {
  const p = v128.load(picture)
  const b = v128.load(baseline)
  let o = f32x4.add(b, f32x4.mul(weight, f32x4.sub(p, b)))
  o = v128.bitselect(p, o, f32x4.eq(weight, f32x4.splat(1)))
  o = v128.bitselect(b, o, f32x4.eq(weight, f32x4.splat(0)))
  v128.store(output, o)
}

/** Whether each of `count` numbers is 0 or 1. */
export function allBinary(numbers: usize, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    const number = load<f32>(numbers + (usize(i) << 2))
    if (number != 0 && number != 1) return false
  }
  return true
}
