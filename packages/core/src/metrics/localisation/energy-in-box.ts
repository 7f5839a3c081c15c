import * as z from 'zod/mini'
import type { Frame } from '../../model/classifier.ts'
import type { Metric, Truth } from '../metric.ts'
import { undefinedBecause } from '../undefined-value.ts'
import { objectPixels } from './object-pixels.ts'
import { shareOfPositive } from './positive-mass.ts'

const parameters = z.object({})

/** Share of the positive values that lies in the object's boxes, or in the box around its mask where it has none. */
export const energyInBox: Metric<z.infer<typeof parameters>> = {
  name: 'energy-in-box',
  title: 'energy in box',
  says: 'How much of the importance lies in the box around the object.',
  paper: 'H. Wang et al., Score-CAM: Score-Weighted Visual Explanations for Convolutional Neural Networks, 2020',
  direction: 'higher',
  range: [0, 1],
  family: 'localisation',
  needs: 'truth',
  parameters,
  cost: () => 0,
  measure: async ({ map, frame, truth }) => {
    const boxed = objectPixels({ frame, ...(truth && { truth: { boxes: truth.boxes ?? boxAround(truth, frame) } }) })
    if (typeof boxed === 'string') return undefinedBecause(boxed)
    const { inside, positive } = shareOfPositive(map, boxed.mask)
    if (inside === null) return undefinedBecause('the map has no value above zero', { parts: { chance: boxed.share } })
    return { value: inside, parts: { chance: boxed.share, positive } }
  },
}

/** The smallest box around all pixels of the object. */
function boxAround(truth: Truth, { width, height }: Frame): NonNullable<Truth['boxes']> {
  let [left, top, right, bottom] = [width, height, -1, -1]
  truth.mask?.forEach((bit, pixel) => {
    if (bit === 0) return
    const [x, y] = [pixel % width, Math.floor(pixel / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  })
  return right < 0 ? [] : [{ x: left, y: top, width: right - left + 1, height: bottom - top + 1 }]
}
