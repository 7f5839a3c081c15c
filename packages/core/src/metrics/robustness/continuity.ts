import * as z from 'zod/mini'
import type { Frame } from '../../model/classifier.ts'
import type { Metric } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { pictureDistance } from './local-lipschitz.ts'

const parameters = z.object({
  shifts: z
    ._default(z.int().check(z.minimum(1), z.maximum(200)), 8)
    .check(z.describe('Shifted pictures that are explained, to the left and to the right in turn')),
  reach: z
    ._default(z.number().check(z.minimum(0.01), z.maximum(1)), 0.25)
    .check(z.describe('Share of the width by which the last of them is shifted')),
})

export type ContinuityParameters = z.infer<typeof parameters>

/**
 * The most that the map changes, as a share of the sum of its magnitudes, per change of the picture when that moves sideways with black behind it.
 * Maps are compared in place: one that moves with the picture changes.
 */
export const continuity: Metric<ContinuityParameters> = {
  name: 'continuity',
  title: 'continuity',
  says: 'How much the map changes when the picture is shifted, over how much the picture does.',
  paper: 'G. Montavon, W. Samek and K. Müller, Methods for interpreting and understanding deep neural networks, 2018',
  direction: 'lower',
  range: [0, Number.POSITIVE_INFINITY],
  family: 'robustness',
  needs: 'explain',
  parameters,
  cost: () => 0,
  explanations: ({ shifts }) => shifts,
  measure: async ({ map, frame, explain }, { shifts, reach }) => {
    const total = map.reduce((sum, value) => sum + Math.abs(value), 0)
    if (total === 0) return undefinedBecause('the map is zero everywhere')
    const pairs = Math.ceil(shifts / 2)
    const slopes: number[] = []
    for (let shift = 0; shift < shifts; shift++) {
      const step = (Math.floor(shift / 2) + 1) / pairs
      const columns = Math.max(1, Math.round(step * reach * frame.width)) * (shift % 2 === 0 ? 1 : -1)
      const shifted = shiftedFrame(frame, columns)
      const other = await explain!({ frame: shifted })
      const change = map.reduce((sum, value, pixel) => sum + Math.abs(value - other[pixel]!), 0)
      slopes.push(change / total / pictureDistance(frame, shifted))
    }
    const finite = slopes.filter(Number.isFinite)
    if (finite.length === 0) return undefinedBecause('no shift changes the picture')
    return { value: Math.max(...finite) }
  },
}

/** The frame so many columns further to the right, or to the left below 0; black where nothing is left. */
function shiftedFrame(frame: Frame, columns: number): Frame {
  const { width, height, rgb } = frame
  const shifted = new Uint8Array(rgb.length)
  const [from, to] = columns > 0 ? [0, columns] : [-columns, 0]
  const length = 3 * Math.max(0, width - Math.abs(columns))
  for (let y = 0; y < height; y++) {
    const row = 3 * width * y
    shifted.set(rgb.subarray(row + 3 * from, row + 3 * from + length), row + 3 * to)
  }
  return { ...frame, rgb: shifted }
}
