import type { Rectangle } from '../image/picture.ts'
import { contains, overlap } from './boxes.ts'

/** Points in page coordinates, joined in their order. */
export type Polyline = readonly Point[]

interface Point {
  readonly x: number
  readonly y: number
}

/** A curve that wants its name beside it. */
export interface LabelRequest {
  readonly line: Polyline
  readonly width: number
  readonly height: number
}

/** Distance of a name from its own curve. */
const gap = 5
/** Beside a slope a name has to stand farther off, or its corner would touch. */
const sideways = [gap, 2 * gap, 3 * gap]
/** A name no farther than this from another curve would not say whose it is. */
const clearance = 8
/** From here on more distance to the others is no gain. */
const enough = 40
const spacing = 4

/**
 * A box for the name of each curve, beside, above or below it, on no curve and on no other name, where the other curves are farthest away;
 * null where there is no such place within the area. Curves are served in their order.
 */
export function placeCurveLabels(requests: readonly LabelRequest[], area: Rectangle): (Rectangle | null)[] {
  const dense = requests.map(({ line }) => densify(line))
  const placed: Rectangle[] = []
  return requests.map((request, index) => {
    const own = dense[index]!
    const others = dense.filter((_, other) => other !== index).flat()
    let best: Rectangle | null = null
    let most = clearance
    for (const box of own.flatMap((point) => boxesAt(point, request))) {
      if (!contains(area, box) || placed.some((other) => overlap(box, other))) continue
      if (distanceTo(own, box, 0) < gap - 1) continue
      const distance = Math.min(enough, distanceTo(others, box, most))
      if (distance <= most) continue
      best = box
      most = distance
    }
    if (best) placed.push(best)
    return best
  })
}

/** Right, left, above and below a point. */
function boxesAt({ x, y }: Point, { width, height }: LabelRequest): Rectangle[] {
  const size = { width, height }
  return [
    ...sideways.map((away) => ({ x: x + away, y: y - height / 2, ...size })),
    ...sideways.map((away) => ({ x: x - away - width, y: y - height / 2, ...size })),
    { x: x - width / 2, y: y - gap - height, ...size },
    { x: x - width / 2, y: y + gap, ...size },
  ]
}

/** The line as points so near to each other that nothing of a name's size lies between them unseen. */
function densify(line: Polyline): Point[] {
  return line.flatMap((from, index) => {
    const to = line[index + 1]
    if (!to) return [from]
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / spacing))
    return Array.from({ length: steps }, (_, step) => ({
      x: from.x + ((to.x - from.x) * step) / steps,
      y: from.y + ((to.y - from.y) * step) / steps,
    }))
  })
}

/** Distance of the box from the nearest point; what is not above `floor` is of no use, and only said not to be. */
function distanceTo(points: readonly Point[], box: Rectangle, floor: number): number {
  let least = Number.POSITIVE_INFINITY
  for (const { x, y } of points) {
    const across = Math.max(0, box.x - x, x - box.x - box.width)
    const down = Math.max(0, box.y - y, y - box.y - box.height)
    const square = across * across + down * down
    if (square < least) least = square
    if (least <= floor * floor) return floor
  }
  return Math.sqrt(least)
}
