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

/**
 * A saliency map as interleaved RGB, one pixel per value. Values that are never negative run from their least (dark) to their largest
 * (bright); a map with negative values is drawn around zero, orange below and blue above. A constant map is one flat colour; values that
 * are no numbers count as the least.
 */
export function colourSaliency(values: Float32Array): Uint8Array {
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    least = Math.min(least, value)
    largest = Math.max(largest, value)
  }
  const signed = least < 0
  const reach = signed ? Math.max(largest, -least) : 0
  const from = signed ? -reach : least
  const span = signed ? 2 * reach : largest - least
  const anchors = signed ? diverging : rising
  const rgb = new Uint8Array(3 * values.length)
  values.forEach((value, pixel) => {
    const position = span > 0 && Number.isFinite(value) ? (value - from) / span : 0
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
