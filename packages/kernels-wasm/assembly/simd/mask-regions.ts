// output[m, c, i] = baseline[c, i] + w * (picture[c, i] - baseline[c, i]),  w = weights[m, labels[i]]
//
// picture, baseline f32[3, pixels]; labels u16[pixels], each below `regions`; weights f32[masks, regions]; output f32[masks, 3, pixels].
// Output may not overlap an input. Weights 1 and 0 copy bit for bit. No alignment is needed: planes start anywhere when `pixels` is no
// multiple of 4, and the last `pixels % 4` pixels go one by one. Needs simd.
//
// All masks of a batch pass over one tile of pixels before the next, so picture and baseline are read from cache:
//
//     tile 0: mask 0, mask 1, ... mask B-1    tile 1: mask 0, mask 1, ...

import { blend } from '../shared/blend'
import { allBinary, blendLanes, gather, keepLanes } from '../shared/lanes'

const tile: u32 = 1024
const atOnce: u32 = 256
const binary = memory.data(256)

export function maskRegions(
  picture: usize,
  baseline: usize,
  labels: usize,
  weights: usize,
  output: usize,
  masks: u32,
  regions: u32,
  pixels: u32,
): void {
  const row = usize(regions) << 2
  const plane = usize(pixels) << 2
  for (let first: u32 = 0; first < masks; first += atOnce) {
    const count = min(atOnce, masks - first)
    for (let m: u32 = 0; m < count; m++) store<u8>(binary + usize(m), u8(allBinary(weights + usize(first + m) * row, regions)))
    for (let start: u32 = 0; start < pixels; start += tile) {
      const end = min(start + tile, pixels)
      for (let m: u32 = 0; m < count; m++) {
        const w = weights + usize(first + m) * row
        const o = output + usize(first + m) * 3 * plane
        if (load<u8>(binary + usize(m))) selectTile(picture, baseline, labels, w, o, plane, start, end)
        else blendTile(picture, baseline, labels, w, o, plane, start, end)
      }
    }
  }
}

/** A tile of a mask whose weights are all 0 or 1: choose, do not compute. */
function selectTile(picture: usize, baseline: usize, labels: usize, weights: usize, output: usize, plane: usize, start: u32, end: u32): void {
  let pixel = usize(start)
  for (; pixel + 4 <= usize(end); pixel += 4) {
    const kept = f32x4.ne(gather(weights, labels + (pixel << 1)), f32x4.splat(0))
    const at = pixel << 2
    keepLanes(picture + at, baseline + at, output + at, kept)
    keepLanes(picture + plane + at, baseline + plane + at, output + plane + at, kept)
    keepLanes(picture + 2 * plane + at, baseline + 2 * plane + at, output + 2 * plane + at, kept)
  }
  blendRest(picture, baseline, labels, weights, output, plane, pixel, end)
}

function blendTile(picture: usize, baseline: usize, labels: usize, weights: usize, output: usize, plane: usize, start: u32, end: u32): void {
  let pixel = usize(start)
  for (; pixel + 4 <= usize(end); pixel += 4) {
    const weight = gather(weights, labels + (pixel << 1))
    const at = pixel << 2
    blendLanes(picture + at, baseline + at, output + at, weight)
    blendLanes(picture + plane + at, baseline + plane + at, output + plane + at, weight)
    blendLanes(picture + 2 * plane + at, baseline + 2 * plane + at, output + 2 * plane + at, weight)
  }
  blendRest(picture, baseline, labels, weights, output, plane, pixel, end)
}

/** The up to three pixels that fill no vector. */
// @ts-ignore: decorator
@inline
function blendRest(picture: usize, baseline: usize, labels: usize, weights: usize, output: usize, plane: usize, pixel: usize, end: u32): void {
  for (; pixel < usize(end); pixel++) {
    const weight = load<f32>(weights + (usize(load<u16>(labels + (pixel << 1))) << 2))
    let at = pixel << 2
    for (let channel = 0; channel < 3; channel++) {
      store<f32>(output + at, blend(load<f32>(picture + at), load<f32>(baseline + at), weight))
      at += plane
    }
  }
}
