/** The rules of a path that moves where the gradient is small first. */
export interface GuidedRules {
  /** Share of all numbers that move together, those with the smallest gradients first. */
  readonly fraction: number
  /** How far, as a share of the way, a number may be ahead of the straight line or behind it. */
  readonly corridor: number
}

/** A path from a start to the picture, both of `length` numbers; each number is somewhere on its own way. */
export interface GuidedPath {
  /** How far each number has come, 0..1. */
  readonly progress: Float64Array
  /** What the moves so far made of the logit along its gradients; with the path's end they sum to the difference of the logits. */
  readonly shares: Float64Array
  /** Moves on, by the gradient where the path is now, until `goal` 0..1 of the whole way (the sum of all distances) is behind. */
  readonly advance: (gradient: Float32Array, goal: number) => void
}

/** Guided path of A. Kapishnikov et al., Guided Integrated Gradients, CVPR 2021. `ways` are the signed distances of all numbers. */
export function createGuidedPath(ways: Float64Array, { fraction, corridor }: GuidedRules): GuidedPath {
  const progress = new Float64Array(ways.length)
  const shares = new Float64Array(ways.length)
  const total = ways.reduce((sum, way) => sum + Math.abs(way), 0)
  const portion = Math.max(1, Math.round(fraction * ways.length))
  const left = (): number => ways.reduce((sum, way, i) => sum + Math.abs(way) * (1 - progress[i]!), 0)
  const move = (i: number, to: number, slope: number): void => {
    shares[i]! += slope * ways[i]! * (to - progress[i]!)
    progress[i] = to
  }

  const advance = (gradient: Float32Array, goal: number): void => {
    const [least, most] = [Math.max(0, goal - corridor), Math.min(1, goal + corridor)]
    for (let i = 0; i < ways.length; i++) if (progress[i]! < least) move(i, least, gradient[i]!)
    let missing = left() - total * (1 - goal)
    for (const { above, upTo } of portionsOf(gradient, (i) => progress[i]! < most && ways[i] !== 0, portion)) {
      if (missing <= 1e-12 * total) return
      const isMoved = (i: number): boolean => {
        const size = Math.abs(gradient[i]!)
        return size > above && size <= upTo && progress[i]! < most && ways[i] !== 0
      }
      let reach = 0
      for (let i = 0; i < ways.length; i++) if (isMoved(i)) reach += Math.abs(ways[i]!) * (most - progress[i]!)
      // The last ones that move stop where the goal is reached, all at the same share of what was still open to them.
      const share = Math.min(1, missing / reach)
      for (let i = 0; i < ways.length; i++) {
        if (isMoved(i)) move(i, share === 1 ? most : progress[i]! + share * (most - progress[i]!), gradient[i]!)
      }
      missing -= share * reach
    }
  }
  return { progress, shares, advance }
}

/** Bounds of the sizes of the gradient, ascending, with at least `portion` of those that can move between them; equal ones stay together. */
function* portionsOf(
  gradient: Float32Array,
  canMove: (i: number) => boolean,
  portion: number,
): Generator<{ readonly above: number; readonly upTo: number }> {
  const sizes = gradient
    .map(Math.abs)
    .filter((_, i) => canMove(i))
    .sort()
  let above = Number.NEGATIVE_INFINITY
  for (let next = 0; next < sizes.length; ) {
    const upTo = sizes[Math.min(sizes.length, next + portion) - 1]!
    yield { above, upTo }
    while (next < sizes.length && sizes[next]! <= upTo) next++
    above = upTo
  }
}
