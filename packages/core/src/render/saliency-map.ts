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
  const { from, to } = levelScale(values)
  if (!signed && from >= 0) return { from, to, signed: false }
  const reach = Math.max(to, -from)
  return { from: -reach, to: reach, signed: true }
}

/** The scale of a map to which zero means nothing: from its least value to its largest. */
export function levelScale(values: Float32Array): SaliencyScale {
  let least = Number.POSITIVE_INFINITY
  let largest = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    least = Math.min(least, value)
    largest = Math.max(largest, value)
  }
  return least > largest ? { from: 0, to: 0, signed: false } : { from: least, to: largest, signed: false }
}

/** The scale with its ends where only `share` of the magnitudes, 0..1, lie within; the same scale where none lies beyond or all but few are zero. */
export function clipScale(values: Float32Array, scale: SaliencyScale, share: number): SaliencyScale {
  const magnitudes = values.filter(Number.isFinite).map(Math.abs).sort()
  const end = magnitudes[Math.ceil(share * magnitudes.length) - 1] ?? 0
  const to = Math.max(end, scale.from)
  if (end === 0 || to <= scale.from || to >= scale.to) return scale
  return { ...scale, from: scale.signed ? -to : scale.from, to }
}

/**
 * A saliency map as interleaved RGB, one pixel per value, from dark to bright, or from orange over light to blue where the scale is signed. A
 * constant map is one flat colour; values beyond the scale have the colour of its end, values that are no numbers count as the least.
 */
export function colourSaliency(values: Float32Array, scale = saliencyScale(values)): Uint8Array {
  const span = scale.to - scale.from
  const anchors = scale.signed ? diverging : rising
  const rgb = new Uint8Array(3 * values.length)
  const flat = scale.signed ? 0.5 : 0
  values.forEach((value, pixel) => {
    const position = span > 0 ? (Number.isFinite(value) ? Math.min(1, Math.max(0, (value - scale.from) / span)) : 0) : flat
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
