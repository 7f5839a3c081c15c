/** Pixels from one end of a map to the other, and where groups of equal values end. */
export interface PixelRanking {
  /** Every pixel once. Of equal values the lowest pixel comes first, and last in a reversed ranking. */
  readonly order: Uint32Array
  /** Pixels passed at the end of each group of equal values, ascending; the last is all of them. No step of a curve may end elsewhere. */
  readonly groupEnds: Uint32Array
}

/** Ranks pixels by their signed values, the highest first. Values are finite. */
export function rankPixels(values: ArrayLike<number>): PixelRanking {
  const order = Uint32Array.from({ length: values.length }, (_, pixel) => pixel)
  order.sort((a, b) => values[b]! - values[a]! || a - b)
  const ends: number[] = []
  for (let place = 1; place <= order.length; place++)
    if (place === order.length || values[order[place]!] !== values[order[place - 1]!]) ends.push(place)
  return { order, groupEnds: Uint32Array.from(ends) }
}

/** The same from the other end: the lowest first. */
export function reversedRanking({ order, groupEnds }: PixelRanking): PixelRanking {
  const ends = groupEnds.map((_, group) => order.length - (groupEnds[groupEnds.length - 2 - group] ?? 0))
  return { order: order.toReversed(), groupEnds: ends }
}

/**
 * How many pixels have been passed at each point of a curve, from 0 to all: at most `steps` steps of about equal area. Each ends where a group of
 * equal values does, at the end nearest to `floor(t pixels / steps)`, the lower of two; a group that is larger than a step makes a larger one.
 */
export function curveCounts({ order, groupEnds }: PixelRanking, steps: number): readonly number[] {
  const counts = [0]
  for (let step = 1, group = 0; step <= steps; step++) {
    const wanted = Math.floor((step * order.length) / steps)
    while (groupEnds[group]! < wanted) group++
    const below = groupEnds[group - 1] ?? 0
    const nearest = wanted - below <= groupEnds[group]! - wanted ? below : groupEnds[group]!
    if (nearest > counts.at(-1)!) counts.push(nearest)
  }
  return counts
}

/** One point after each group of equal values, from 0 to all pixels. */
export function groupCounts({ groupEnds }: PixelRanking): readonly number[] {
  return [0, ...groupEnds]
}

/** The same points from the other end: as many pixels as those had left. */
export function mirroredCounts(counts: readonly number[]): readonly number[] {
  return counts.map((count) => counts.at(-1)! - count).toReversed()
}
