import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { contains, overlap } from './boxes.ts'

/** A tag to be placed: its size, and the regions beside one of which it should stand. */
export interface TagRequest {
  readonly width: number
  readonly height: number
  readonly regions: readonly number[]
}

const gap = 8
/** Distance of the points at which it is asked what a tag would cover. */
const step = 4

/**
 * Where tags stand on a picture whose frame is drawn at `frame`: each above, below or beside one of its regions, inside `room`, off the
 * tags before it, and where it covers least of anyone's regions. Null for a tag without regions, or one that fits nowhere.
 */
export function placeTags(
  requests: readonly TagRequest[],
  map: RegionMap,
  frame: Rectangle,
  room: Rectangle,
): (Rectangle | null)[] {
  const chosen = new Set(requests.flatMap(({ regions }) => [...regions]))
  const boxes = boxesOf(map, frame)
  const placed: Rectangle[] = []
  return requests.map((request) => {
    let best: Rectangle | null = null
    let least = Number.POSITIVE_INFINITY
    for (const region of request.regions) {
      for (const wanted of tagsAround(boxes[region]!, request)) {
        const tag = moveInside(room, wanted)
        if (!contains(room, tag) || placed.some((other) => overlap(other, tag))) continue
        const covered = countCovered(tag, map, frame, chosen)
        if (covered < least) [best, least] = [tag, covered]
      }
    }
    if (best) placed.push(best)
    return best
  })
}

function tagsAround(box: Rectangle, { width, height }: TagRequest): Rectangle[] {
  const x = box.x + (box.width - width) / 2
  const y = box.y + (box.height - height) / 2
  return [
    { x, y: box.y - gap - height, width, height },
    { x, y: box.y + box.height + gap, width, height },
    { x: box.x + box.width + gap, y, width, height },
    { x: box.x - gap - width, y, width, height },
  ]
}

function moveInside(room: Rectangle, tag: Rectangle): Rectangle {
  const x = Math.max(room.x, Math.min(tag.x, room.x + room.width - tag.width))
  const y = Math.max(room.y, Math.min(tag.y, room.y + room.height - tag.height))
  return { ...tag, x, y }
}

function boxesOf(map: RegionMap, frame: Rectangle): Rectangle[] {
  const edges = Array.from({ length: map.count }, () => ({ left: map.width, top: map.height, right: 0, bottom: 0 }))
  map.labels.forEach((label, pixel) => {
    const edge = edges[label]!
    const x = pixel % map.width
    const y = (pixel - x) / map.width
    edge.left = Math.min(edge.left, x)
    edge.top = Math.min(edge.top, y)
    edge.right = Math.max(edge.right, x + 1)
    edge.bottom = Math.max(edge.bottom, y + 1)
  })
  const scaleX = frame.width / map.width
  const scaleY = frame.height / map.height
  return edges.map(({ left, top, right, bottom }) => ({
    x: frame.x + left * scaleX,
    y: frame.y + top * scaleY,
    width: (right - left) * scaleX,
    height: (bottom - top) * scaleY,
  }))
}

function countCovered(tag: Rectangle, map: RegionMap, frame: Rectangle, chosen: ReadonlySet<number>): number {
  let covered = 0
  for (let y = tag.y; y <= tag.y + tag.height; y += step) {
    for (let x = tag.x; x <= tag.x + tag.width; x += step) {
      const column = Math.floor(((x - frame.x) * map.width) / frame.width)
      const row = Math.floor(((y - frame.y) * map.height) / frame.height)
      if (column < 0 || row < 0 || column >= map.width || row >= map.height) continue
      if (chosen.has(map.labels[row * map.width + column]!)) covered++
    }
  }
  return covered
}
