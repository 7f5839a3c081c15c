import type { Rectangle } from '../image/picture.ts'
import { contains, overlap } from './boxes.ts'

/** A polyline in page coordinates, from left to right. */
export type Polyline = readonly { readonly x: number; readonly y: number }[]

/** A curve that wants its name beside it. */
export interface LabelRequest {
  readonly line: Polyline
  readonly width: number
  readonly height: number
}

const gap = 5
const step = 8
/** A label farther from its own curve than this, or hardly nearer to it than to another, would not say whose it is. */
const clearance = 7
const enough = 40

/**
 * A box for the name of each curve, directly above or below the curve, on no curve and on no other name, where the other curves are farthest
 * away; null where there is no such place. Curves are served in their order.
 */
export function placeCurveLabels(requests: readonly LabelRequest[], area: Rectangle): (Rectangle | null)[] {
  const placed: Rectangle[] = []
  return requests.map((request) => {
    const others = requests.filter((other) => other !== request).map(({ line }) => line)
    let best: Rectangle | null = null
    let most = clearance
    for (const box of candidates(request, area)) {
      if (!contains(area, box) || placed.some((other) => overlap(box, other))) continue
      const distance = Math.min(enough, ...others.map((line) => distanceBetween(line, box)))
      if (distance <= most) continue
      best = box
      most = distance
    }
    if (best) placed.push(best)
    return best
  })
}

/** Boxes that touch their own curve, left to right: above its highest point over their width, and below its lowest. */
function* candidates({ line, width, height }: LabelRequest, area: Rectangle): Generator<Rectangle> {
  for (let x = area.x + gap; x + width <= area.x + area.width; x += step) {
    const reach = heightsWithin(line, x, x + width)
    if (!reach || reach.lowest - reach.highest > height) continue
    yield { x, y: reach.highest - gap - height, width, height }
    yield { x, y: reach.lowest + gap, width, height }
  }
}

/** Vertical distance of a polyline from a box, over the box's width; 0 when it runs through. */
function distanceBetween(line: Polyline, box: Rectangle): number {
  const reach = heightsWithin(line, box.x - gap, box.x + box.width + gap)
  if (!reach) return enough
  return Math.max(0, box.y - reach.lowest, reach.highest - (box.y + box.height))
}

/** The polyline's extent within a range of x; y grows downwards. Null where it has no part there. */
function heightsWithin(line: Polyline, left: number, right: number): { highest: number; lowest: number } | null {
  let highest = Number.POSITIVE_INFINITY
  let lowest = Number.NEGATIVE_INFINITY
  const include = (y: number): void => {
    highest = Math.min(highest, y)
    lowest = Math.max(lowest, y)
  }
  line.forEach((point, index) => {
    if (point.x >= left && point.x <= right) include(point.y)
    const next = line[index + 1]
    for (const x of [left, right]) {
      if (next && point.x < x && x < next.x) include(point.y + ((next.y - point.y) * (x - point.x)) / (next.x - point.x))
    }
  })
  return highest > lowest ? null : { highest, lowest }
}
