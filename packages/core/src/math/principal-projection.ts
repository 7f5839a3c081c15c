/** What lies along the direction of the largest variance. */
export interface PrincipalProjection {
  /** One value per position. */
  readonly projection: Float64Array
  /** Share of the variance along the direction, 0..1; NaN where nothing varies. */
  readonly explained: number
}

const mostSteps = 500
const smallestStep = 1e-12
const roundingShare = 1e-24

/**
 * Positions projected on their first principal component: rows are positions, columns channels, each column without its mean, times the first right
 * singular vector. `values` f[channels, positions]; NaN counts as 0. Of the two signs that one is taken whose largest value reaches at least as far
 * from zero as its least. By power iteration, from the position that is furthest from the mean, so the same bits for the same values.
 */
export function principalProjection(values: ArrayLike<number>, channels: number, positions: number): PrincipalProjection {
  const centred = withoutMeans(values, channels, positions)
  const total = squaresOf(centred)
  // What is left of a constant channel without its mean is rounding.
  const varies = total > roundingShare * squaresOf(Float64Array.from(values, (value) => value || 0))
  let direction = furthest(centred, channels, positions)
  if (!varies) return { projection: new Float64Array(positions), explained: Number.NaN }
  let projection = along(centred, direction, positions)
  for (let step = 0; step < mostSteps; step++) {
    const next = normalised(back(centred, projection, channels))
    const moved = next.reduce((sum, value, i) => sum + (value - direction[i]!) ** 2, 0)
    direction = next
    projection = along(centred, direction, positions)
    if (moved < smallestStep ** 2) break
  }
  const explained = squaresOf(projection) / total
  const [least, largest] = extent(projection)
  return { projection: largest >= -least ? projection : projection.map((value) => -value), explained }
}

function withoutMeans(values: ArrayLike<number>, channels: number, positions: number): Float64Array {
  const centred = Float64Array.from(values, (value) => (Number.isNaN(value) ? 0 : value))
  for (let channel = 0; channel < channels; channel++) {
    const own = centred.subarray(channel * positions, (channel + 1) * positions)
    const mean = own.reduce((sum, value) => sum + value, 0) / positions
    for (let position = 0; position < positions; position++) own[position]! -= mean
  }
  return centred
}

/** The direction from the mean to the position that is furthest from it. */
function furthest(centred: Float64Array, channels: number, positions: number): Float64Array {
  const lengths = new Float64Array(positions)
  centred.forEach((value, i) => {
    lengths[i % positions]! += value * value
  })
  const most = lengths.indexOf(extent(lengths)[1])
  return normalised(Float64Array.from({ length: channels }, (_, channel) => centred[channel * positions + most]!))
}

function along(centred: Float64Array, direction: Float64Array, positions: number): Float64Array {
  const sums = new Float64Array(positions)
  direction.forEach((weight, channel) => {
    for (let position = 0; position < positions; position++) sums[position]! += weight * centred[channel * positions + position]!
  })
  return sums
}

function back(centred: Float64Array, projection: Float64Array, channels: number): Float64Array {
  const { length } = projection
  return Float64Array.from({ length: channels }, (_, channel) => {
    let sum = 0
    for (let position = 0; position < length; position++) sum += centred[channel * length + position]! * projection[position]!
    return sum
  })
}

function normalised(vector: Float64Array): Float64Array {
  const norm = Math.sqrt(squaresOf(vector))
  return vector.map((value) => value / norm)
}

function squaresOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}

/** The least and the largest of the values. */
function extent(values: Float64Array): readonly [least: number, largest: number] {
  return values.reduce<[number, number]>(
    ([least, largest], value) => [Math.min(least, value), Math.max(largest, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
}
