import { coordinatesOf } from './coordinates.ts'
import { at, fromEnd } from './places.ts'
import type { Attributes, Reference } from './reference.ts'
import { type Tensor64, tensor64 } from './tensor.ts'

export const resizingReferences: Readonly<Record<string, Reference>> = {
  Resize: ([x, , givenScales, sizes], attributes) => {
    const { dims } = x!
    const axes = (attributes.integers('axes') ?? dims.map((_, axis) => axis)).map((axis) => fromEnd(axis, dims.length))
    const scales = dims.map(() => 1)
    const results = [...dims]
    if (sizes) {
      const ratios = axes.map((axis, i) => sizes.values[i]! / dims[axis]!)
      const policy = attributes.text('keep_aspect_ratio_policy', 'stretch')
      const common = policy === 'not_larger' ? Math.min(...ratios) : Math.max(...ratios)
      axes.forEach((axis, i) => {
        scales[axis] = policy === 'stretch' ? ratios[i]! : common
        results[axis] = policy === 'stretch' ? sizes.values[i]! : Math.round(common * dims[axis]!)
      })
    } else {
      axes.forEach((axis, i) => {
        scales[axis] = givenScales!.values[i]!
        results[axis] = Math.floor(dims[axis]! * scales[axis]!)
      })
    }
    return [scales.reduce((tensor, scale, axis) => resizeAxis(tensor, axis, results[axis]!, scale, attributes), x!)]
  },
}

/** Each position of an axis as the weighted sum of the input's numbers around its place; outside lies the edge's number. */
function resizeAxis(x: Tensor64, axis: number, to: number, scale: number, attributes: Attributes): Tensor64 {
  const from = x.dims[axis]!
  if (scale === 1) return x
  const mode = attributes.text('coordinate_transformation_mode', 'half_pixel')
  const rows = Array.from({ length: to }, (_, position) => {
    const neighbours = neighboursOf(placeIn(from, to, scale, position, mode), from, scale, attributes)
    const total = neighbours.reduce((sum, { weight }) => sum + weight, 0)
    return neighbours.map((one) => ({ position: one.position, weight: one.weight / total }))
  })
  const dims = x.dims.with(axis, to)
  return tensor64(dims, (index) => {
    const coordinates = coordinatesOf(index, dims)
    return rows[coordinates[axis]!]!.reduce(
      (sum, { position, weight }) => sum + weight * at(x, coordinates.with(axis, position)),
      0,
    )
  })
}

/** Positions whose numbers weigh something at a place. */
function neighboursOf(place: number, from: number, scale: number, attributes: Attributes): readonly Neighbour[] {
  const excludes = attributes.integer('exclude_outside', 0) === 1
  const neighbours: Neighbour[] = []
  for (let position = -4 * from; position < 5 * from; position++) {
    if (excludes && (position < 0 || position >= from)) continue
    const weight = weightOf(position, place, scale, attributes)
    if (weight !== 0) neighbours.push({ position: Math.min(from - 1, Math.max(0, position)), weight })
  }
  return neighbours
}

interface Neighbour {
  readonly position: number
  readonly weight: number
}

function placeIn(from: number, to: number, scale: number, position: number, mode: string): number {
  if (mode === 'asymmetric') return position / scale
  if (mode === 'align_corners') return to === 1 ? 0 : (position * (from - 1)) / (to - 1)
  if (mode === 'pytorch_half_pixel' && to === 1) return 0
  if (mode === 'tf_half_pixel_for_nn') return (position + 0.5) / scale
  const middle = (position + 0.5) / scale - 0.5
  return mode === 'half_pixel_symmetric' ? (from / 2) * (1 - to / (scale * from)) + middle : middle
}

function weightOf(position: number, place: number, scale: number, { text, float, integer }: Attributes): number {
  const mode = text('mode', 'nearest')
  if (mode === 'nearest') return position === nearestTo(place, text('nearest_mode', 'round_prefer_floor')) ? 1 : 0
  const widening = integer('antialias', 0) === 1 && scale < 1 ? 1 / scale : 1
  const distance = Math.abs(position - place) / widening
  if (mode === 'linear') return distance < 1 ? 1 - distance : 0
  const a = float('cubic_coeff_a', -0.75)
  if (distance < 1) return (a + 2) * distance ** 3 - (a + 3) * distance ** 2 + 1
  return distance < 2 ? a * distance ** 3 - 5 * a * distance ** 2 + 8 * a * distance - 4 * a : 0
}

function nearestTo(place: number, rounding: string): number {
  if (rounding === 'floor') return Math.floor(place)
  if (rounding === 'ceil') return Math.ceil(place)
  const isTie = place - Math.floor(place) === 0.5
  return isTie && rounding === 'round_prefer_floor' ? Math.floor(place) : Math.round(place)
}
