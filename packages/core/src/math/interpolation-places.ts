/** How ONNX's Resize takes a position of the result to a place of the input. */
export const coordinateModes = [
  'half_pixel',
  'half_pixel_symmetric',
  'pytorch_half_pixel',
  'align_corners',
  'asymmetric',
  'tf_half_pixel_for_nn',
] as const
export type CoordinateMode = (typeof coordinateModes)[number]

export const nearestModes = ['round_prefer_floor', 'round_prefer_ceil', 'floor', 'ceil'] as const
export type NearestMode = (typeof nearestModes)[number]

/** One axis that is resized. */
export interface ResizedAxis {
  /** Numbers along the axis before and after. */
  readonly from: number
  readonly to: number
  /** The factor that places are computed with; about `to / from`. */
  readonly scale: number
  readonly coordinates: CoordinateMode
}

/**
 * The place in the input, in positions of it and possibly outside, that each position of the result reads.
 * In float32 and in the runtime's order, since near a tie or an edge the rounding decides which numbers are read.
 */
export function interpolationPlaces({ from, to, scale, coordinates }: ResizedAxis): readonly number[] {
  const factor = f32(scale)
  const placeOf = placeFunctions[coordinates]
  return Array.from({ length: to }, (_, position) => placeOf(position, factor, from, to))
}

/** The input position, 0 to `from - 1`, that each position of the result copies. */
export function nearestIndices(axis: ResizedAxis, rounding: NearestMode): readonly number[] {
  const round = roundings[rounding]
  return interpolationPlaces(axis).map((place) => Math.min(axis.from - 1, Math.max(0, round(place))))
}

const f32 = Math.fround

const placeFunctions: Readonly<Record<CoordinateMode, (position: number, scale: number, from: number, to: number) => number>> = {
  half_pixel: halfPixel,
  pytorch_half_pixel: (position, scale, _, to) => (to > 1 ? halfPixel(position, scale) : 0),
  half_pixel_symmetric: (position, scale, from, to) => {
    const offset = f32(f32(from / 2) * f32(1 - f32(to / f32(scale * from))))
    return f32(offset + halfPixel(position, scale))
  },
  align_corners: (position, _, from, to) => (to === 1 ? 0 : f32(f32(position * (from - 1)) / (to - 1))),
  asymmetric: (position, scale) => f32(position / scale),
  tf_half_pixel_for_nn: (position, scale) => f32((position + 0.5) / scale),
}

function halfPixel(position: number, scale: number): number {
  return f32(f32((position + 0.5) / scale) - 0.5)
}

const roundings: Readonly<Record<NearestMode, (place: number) => number>> = {
  round_prefer_floor: (place) => Math.ceil(place - 0.5),
  round_prefer_ceil: (place) => Math.floor(place + 0.5),
  floor: Math.floor,
  ceil: Math.ceil,
}
