import type { Rectangle } from '../image/picture.ts'
import type { RegionMap } from '../regions/region-map.ts'
import { formatCoordinate } from './svg.ts'

/** Directions of travel along pixel edges, clockwise. */
const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const

/**
 * The outline of the selected regions together, as closed SVG polylines along pixel edges: straight runs are merged, holes run the
 * other way round. Pixels that touch at a corner only stay apart. `''` when nothing is selected. The map is stretched over `box`;
 * without one, coordinates are pixels of the map.
 */
export function traceOutline(map: RegionMap, selected: ReadonlySet<number>, box: Rectangle = ownBox(map)): string {
  const { width, height } = map
  const edges = outlineEdges(map, selected)
  const place = placement(map, box)
  const loops: string[] = []
  for (let y = 0; y <= height; y++) {
    for (let x = 0; x <= width; x++) {
      while (edges[y * (width + 1) + x] !== 0) loops.push(traceLoop(edges, width + 1, x, y, place))
    }
  }
  return loops.join('')
}

/** The borders between two different selected regions that touch, as open SVG lines with straight runs merged; `box` as above. */
export function innerBorders(map: RegionMap, selected: ReadonlySet<number>, box: Rectangle = ownBox(map)): string {
  const { width, height, labels } = map
  const place = placement(map, box)
  const divides = (one: number, other: number) =>
    labels[one] !== labels[other] && selected.has(labels[one]!) && selected.has(labels[other]!)
  let path = ''
  for (let y = 1; y < height; y++) {
    path += lineRuns(
      width,
      (x) => divides((y - 1) * width + x, y * width + x),
      (from, to) => `M${place.x(from)} ${place.y(y)}H${place.x(to)}`,
    )
  }
  for (let x = 1; x < width; x++) {
    path += lineRuns(
      height,
      (y) => divides(y * width + x - 1, y * width + x),
      (from, to) => `M${place.x(x)} ${place.y(from)}V${place.y(to)}`,
    )
  }
  return path
}

/** From pixel edges of the map to written coordinates. */
interface Placement {
  readonly x: (column: number) => string
  readonly y: (row: number) => string
}

function placement(map: RegionMap, box: Rectangle): Placement {
  return {
    x: (column) => formatCoordinate(box.x + (column * box.width) / map.width),
    y: (row) => formatCoordinate(box.y + (row * box.height) / map.height),
  }
}

function ownBox(map: RegionMap): Rectangle {
  return { x: 0, y: 0, width: map.width, height: map.height }
}

function lineRuns(length: number, isOn: (index: number) => boolean, write: (from: number, to: number) => string): string {
  let path = ''
  let from = -1
  for (let index = 0; index <= length; index++) {
    const on = index < length && isOn(index)
    if (on && from < 0) from = index
    if (!on && from >= 0) {
      path += write(from, index)
      from = -1
    }
  }
  return path
}

/** Per grid corner one bit for each direction in which an outline edge leaves it; the inside is always on the right hand. */
function outlineEdges(map: RegionMap, selected: ReadonlySet<number>): Uint8Array {
  const { width, height, labels } = map
  const stride = width + 1
  const edges = new Uint8Array(stride * (height + 1))
  const inside = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && selected.has(labels[y * width + x]!)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!inside(x, y)) continue
      const corner = y * stride + x
      if (!inside(x, y - 1)) edges[corner]! |= 1
      if (!inside(x + 1, y)) edges[corner + 1]! |= 2
      if (!inside(x, y + 1)) edges[corner + stride + 1]! |= 4
      if (!inside(x - 1, y)) edges[corner + stride]! |= 8
    }
  }
  return edges
}

/** Follows edges from a corner until none is left to follow, removing each; turning right first keeps corner-touching pixels apart. */
function traceLoop(edges: Uint8Array, stride: number, startX: number, startY: number, place: Placement): string {
  let x = startX
  let y = startY
  let direction = firstDirection(edges[y * stride + x]!)
  let path = `M${place.x(x)} ${place.y(y)}`
  for (;;) {
    edges[y * stride + x]! &= ~(1 << direction)
    x += steps[direction]![0]
    y += steps[direction]![1]
    if (x === startX && y === startY) return `${path}Z`
    const next = leavingDirection(edges[y * stride + x]!, direction)
    if (next !== direction) path += next % 2 === 0 ? `V${place.y(y)}` : `H${place.x(x)}`
    direction = next
  }
}

function firstDirection(bits: number): number {
  return 31 - Math.clz32(bits & -bits)
}

/** The direction to leave a corner by, after arriving in `arrived`: right, else straight on, else left. Outlines never turn back. */
function leavingDirection(bits: number, arrived: number): number {
  const right = (arrived + 1) % 4
  if (bits & (1 << right)) return right
  return bits & (1 << arrived) ? arrived : (arrived + 3) % 4
}
