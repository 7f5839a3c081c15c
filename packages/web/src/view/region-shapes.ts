import { decodeRuns, type Explanation, innerBorders, traceOutline } from '@telltale/core'
import type { PartialOrder } from '../worker/protocol.ts'

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The regions of a frame as vector shapes in pixels of the picture: crisp at any size. */
export interface RegionShapes {
  readonly count: number
  /** Where the frame lies on the picture. */
  readonly box: Box
  /** One closed path around all of these regions. */
  readonly outline: (regions: Iterable<number>) => string
  /** The borders between them. */
  readonly borders: (regions: Iterable<number>) => string
  /** The region under a point of the picture; null outside the frame. */
  readonly at: (x: number, y: number) => number | null
}

/** Shapes of a finished explanation. */
export function shapesOf({ body }: Explanation): RegionShapes {
  const { source, width, height } = body.picture.frame
  return shapesOfRuns({ count: body.regions.count, width, height, runs: body.regions.runs }, source)
}

/** Shapes of a run-length coded map whose frame lies at `box` on the picture. */
export function shapesOfRuns({ runs, width, height, count }: PartialOrder['regions'], box: Box): RegionShapes {
  const map = decodeRuns(runs, width, height, count, 'shown')
  return {
    count,
    box,
    outline: (regions) => traceOutline(map, new Set(regions), box),
    borders: (regions) => innerBorders(map, new Set(regions), box),
    at: (x, y) => {
      const column = Math.floor(((x - box.x) * width) / box.width)
      const row = Math.floor(((y - box.y) * height) / box.height)
      if (column < 0 || row < 0 || column >= width || row >= height) return null
      return map.labels[row * width + column] ?? null
    },
  }
}
