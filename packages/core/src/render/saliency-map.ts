/** Anchors of viridis (van der Walt and Smith 2015), evenly spaced: lightness rises evenly and survives colour blindness and grey print. */
const rising = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
] as const

/** Evidence against in orange, for in blue, the lightest in the middle: neither side looks stronger than the other. */
const diverging = [
  [166, 70, 0],
  [240, 163, 94],
  [245, 243, 240],
  [105, 174, 217],
  [0, 90, 148],
] as const

/** What the colours of a map run from and to; `signed`: around zero, orange below and blue above. */
export interface SaliencyScale {
  readonly from: number
  readonly to: number
  readonly signed: boolean
}

/**
 * The scale of one map: values that are never negative run from their least to their largest; a map with negative values, or one that is told
 * to be `signed`, runs as far below zero as above, to its largest magnitude. Values that are no numbers do not count.
 */
export function saliencyScale(values: Float32Array, signed = false): SaliencyScale {
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    least = Math.min(least, value)
    largest = Math.max(largest, value)
  }
  if (least > largest) return { from: 0, to: 0, signed }
  if (!signed && least >= 0) return { from: least, to: largest, signed: false }
  const reach = Math.max(largest, -least)
  return { from: -reach, to: reach, signed: true }
}

/**
 * A saliency map as interleaved RGB, one pixel per value, from dark to bright, or from orange over light to blue where the scale is signed. A
 * constant map is one flat colour; values that are no numbers count as the least.
 */
export function colourSaliency(values: Float32Array, scale = saliencyScale(values)): Uint8Array {
  const span = scale.to - scale.from
  const anchors = scale.signed ? diverging : rising
  const rgb = new Uint8Array(3 * values.length)
  const flat = scale.signed ? 0.5 : 0
  values.forEach((value, pixel) => {
    const position = span > 0 ? (Number.isFinite(value) ? (value - scale.from) / span : 0) : flat
    rgb.set(mixAnchors(anchors, position), 3 * pixel)
  })
  return rgb
}

/** The colour at a position 0..1 along evenly spaced anchors. */
function mixAnchors(anchors: readonly (readonly [number, number, number])[], position: number): number[] {
  const place = position * (anchors.length - 1)
  const index = Math.min(anchors.length - 2, Math.floor(place))
  const above = place - index
  return anchors[index]!.map((value, channel) => Math.round(value + above * (anchors[index + 1]![channel]! - value)))
}
