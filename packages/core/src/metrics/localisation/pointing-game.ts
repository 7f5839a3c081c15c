import * as z from 'zod/mini'
import { dilated } from '../../math/dilate.ts'
import { findParts } from '../../regions/parts.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause, unrankedMap } from '../undefined-value.ts'
import { objectPixels } from './object-pixels.ts'

const parameters = z.object({
  tolerance: z
    ._default(z.number().check(z.minimum(0), z.maximum(1000)), 0)
    .check(z.describe('Pixels from the object below which a point still hits it; 15 in the paper')),
})

/**
 * Whether the highest point of a map lies on the object. Where several pixels share the highest value, as on a map of regions, the point is the
 * middle of the largest part that they form.
 */
export const pointingGame: Metric<z.infer<typeof parameters>> = {
  name: 'pointing-game',
  title: 'pointing game',
  says: 'Whether the most important place lies on the object: 1 is a hit, 0 a miss.',
  paper: 'J. Zhang et al., Top-down Neural Attention by Excitation Backprop, 2016',
  direction: 'higher',
  range: [0, 1],
  family: 'localisation',
  needs: 'truth',
  parameters,
  cost: () => 0,
  measure: async (context, { tolerance }) => {
    const object = objectPixels(context)
    if (typeof object === 'string') return undefinedBecause(object)
    const unranked = unrankedMap(context.map)
    if (unranked !== null) return undefinedBecause(unranked, { parts: { chance: object.share } })
    const { width, height } = context.frame
    const target = dilated(object.mask, width, height, tolerance)
    const point = highestPoint(context.map, width, height)
    const hits = target.reduce((sum, bit) => sum + bit, 0)
    return {
      value: target[point.y * width + point.x]!,
      parts: { chance: hits / target.length, x: point.x, y: point.y, highest: point.pixels },
    }
  },
}

interface Point {
  readonly x: number
  readonly y: number
  /** Pixels that share the highest value. */
  readonly pixels: number
}

function highestPoint(map: Float32Array, width: number, height: number): Point {
  let highest = map[0]!
  for (const value of map) if (value > highest) highest = value
  const labels = Uint16Array.from(map, (value) => (value === highest ? 1 : 0))
  const parts = findParts({ width, height, count: 2, labels, kind: 'map' })
  const pixelsOf = (part: number): Int32Array => parts.pixels.subarray(parts.start[part]!, parts.start[part + 1]!)
  const highestParts = Array.from({ length: parts.count }, (_, part) => pixelsOf(part)).filter(([first]) => labels[first!] === 1)
  const largest = highestParts.reduce((best, part) => (part.length > best.length ? part : best))
  const middle = (place: (pixel: number) => number): number =>
    Math.round(largest.reduce((sum, pixel) => sum + place(pixel), 0) / largest.length)
  return {
    x: middle((pixel) => pixel % width),
    y: middle((pixel) => Math.floor(pixel / width)),
    pixels: highestParts.reduce((sum, part) => sum + part.length, 0),
  }
}
